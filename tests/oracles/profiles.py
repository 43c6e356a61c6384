"""What botocore makes of credentials files: a JSON list of texts comes in, a list of profiles or null goes out."""

import json
import os
import sys
import tempfile

import botocore.configloader
import botocore.exceptions


def profiles(text):
    handle, path = tempfile.mkstemp()
    try:
        with os.fdopen(handle, "w", encoding="utf-8", newline="") as file:
            file.write(text)
        read = botocore.configloader.raw_config_parse(path)
    except botocore.exceptions.ConfigParseError:
        return None
    finally:
        os.unlink(path)
    return read


json.dump([profiles(text) for text in json.load(sys.stdin)], sys.stdout)
