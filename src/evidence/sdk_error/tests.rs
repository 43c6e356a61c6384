//! One row per producer: what it prints, and what must be read.
