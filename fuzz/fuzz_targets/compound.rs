#![no_main]

use libfuzzer_sys::fuzz_target;
use passerelle_fuzz::read;

fuzz_target!(|data: &[u8]| {
    let mut file = b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1".to_vec();
    file.extend_from_slice(data);
    read(&file, "a.doc");
});
