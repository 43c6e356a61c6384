#!/usr/bin/env bash
# Runs a command with nginx serving dist/ on loopback by hosting/nginx.conf; its address is in NGINX_URL.
# Usage: nginx.sh <port> <command...>. Runs as whoever calls it and leaves nothing behind.
source "$(dirname "${BASH_SOURCE[0]}")/lib.sh"

port=$1
shift
work=$(mktemp -d)
nginx=$(first_of nginx /usr/sbin/nginx)

# The server block as it stands, but for the port and the folder; around it what a host's own nginx.conf brings.
sed -e "s|listen 8080;|listen 127.0.0.1:$port;|" -e "s|root /usr/share/nginx/html;|root $ROOT/dist;|" hosting/nginx.conf >"$work/site.conf"
types=$(first_of_file "$(dirname "$nginx")/../../etc/nginx/mime.types" /etc/nginx/mime.types /usr/local/etc/nginx/mime.types)
cat >"$work/nginx.conf" <<CONF
$([ "$(id -u)" != 0 ] || echo "user $(id -un);")
daemon off;
pid $work/nginx.pid;
error_log $work/error.log;
events {}
http {
    include $types;
    client_body_temp_path $work/body;
    proxy_temp_path $work/proxy;
    fastcgi_temp_path $work/fastcgi;
    uwsgi_temp_path $work/uwsgi;
    scgi_temp_path $work/scgi;
    include $work/site.conf;
}
CONF

"$nginx" -p "$work" -c "$work/nginx.conf" -e "$work/error.log" &
server=$!
trap 'kill $server 2>/dev/null; wait $server 2>/dev/null; rm -rf "$work"' EXIT

for _ in $(seq 50); do
  if (: <"/dev/tcp/127.0.0.1/$port") 2>/dev/null; then break; fi
  kill -0 $server 2>/dev/null || { cat "$work/error.log" >&2; die "nginx did not start"; }
  sleep 0.1
done
NGINX_URL="http://127.0.0.1:$port/" "$@"
