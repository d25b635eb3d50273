#![no_main]

use libfuzzer_sys::fuzz_target;
use passerelle_fuzz::read;

fuzz_target!(|data: &[u8]| {
    // The first byte chooses between pasted text and separated values.
    let name = if data.first().is_some_and(|byte| byte % 2 == 0) { "a.txt" } else { "a.csv" };
    read(data.get(1..).unwrap_or_default(), name);
});
