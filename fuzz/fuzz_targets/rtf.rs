#![no_main]

use libfuzzer_sys::fuzz_target;
use passerelle_fuzz::read;

fuzz_target!(|data: &[u8]| {
    let mut text = b"{\\rtf1 ".to_vec();
    text.extend_from_slice(data);
    read(&text, "a.rtf");
});
