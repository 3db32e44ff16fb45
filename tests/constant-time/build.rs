//! Compiles the shim around valgrind's client requests; without its headers, one that says so at run time.

const HEADER: &str = "/usr/include/valgrind/memcheck.h";

fn main() {
    println!("cargo::rerun-if-changed=native/client_requests.c");
    if std::path::Path::new(HEADER).exists() {
        println!("cargo::rerun-if-changed={HEADER}");
    } else {
        // Looked for again at each build, so that installing valgrind is enough.
        println!("cargo::rerun-if-changed=native/no-such-file");
    }
    cc::Build::new().file("native/client_requests.c").compile("client_requests");
}
