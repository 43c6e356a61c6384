//! Facts about AWS, and nothing that was pasted: what a key ID says by its shape, the names that carry credentials,
//! error codes, partitions and regions, and the credential provider chain of each SDK. Every fact names its source.

pub mod chains;
pub mod clients;
pub mod errors;
pub mod key;
pub mod names;
pub mod regions;
pub mod responders;
pub mod services;
pub mod sigv4;
pub mod time;
pub mod token;
