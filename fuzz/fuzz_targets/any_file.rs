#![no_main]

use libfuzzer_sys::fuzz_target;
use passerelle_fuzz::read;

fuzz_target!(|data: &[u8]| {
    read(data, "");
});
