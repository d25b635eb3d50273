#![no_main]

use libfuzzer_sys::fuzz_target;
use passerelle_fuzz::read;

fuzz_target!(|data: &[u8]| {
    let mut page = b"<html><body>".to_vec();
    page.extend_from_slice(data);
    read(&page, "a.html");
});
