//! The suites of `cargo xtask test`, in order, as data: the cheap ones first.

mod agreement;
mod bench;
mod cli;
mod docs;
mod events;
mod examples;
mod frameworks;
mod javascript;
mod oracles;
mod playground;
mod python;
mod release;
mod replay;
mod rust;

use anyhow::Result;

use crate::test::Tally;

/// Steps that together show one thing. The first failed step ends its suite, not the others.
pub struct Suite {
    pub name: &'static str,
    pub shows: &'static str,
    pub steps: &'static [Step],
}

pub struct Step {
    pub name: &'static str,
    /// What to do when it fails.
    pub hint: &'static str,
    pub run: fn(&mut Tally) -> Result<()>,
}

pub const SUITES: &[Suite] = &[
    Suite {
        name: "fmt",
        shows: "all Rust is formatted by rustfmt",
        steps: &[Step { name: "cargo fmt", hint: "run `cargo fmt --all`", run: rust::format }],
    },
    Suite {
        name: "clippy",
        shows: "all Rust, the bindings included, is free of warnings",
        steps: &[Step {
            name: "cargo clippy",
            hint: "fix what it names; an allow states its reason",
            run: rust::clippy,
        }],
    },
    Suite {
        name: "core",
        shows: "the core and the developer commands pass their tests and examples",
        steps: &[
            Step {
                name: "crate",
                hint: "run `cargo test -p hookseal`, with the name of the failed test",
                run: rust::core,
            },
            Step { name: "developer commands", hint: "run `cargo test -p xtask`", run: rust::xtask },
        ],
    },
    Suite {
        name: "no-std",
        shows: "the core compiles for a target that has no standard library",
        steps: &[Step {
            name: "bare target",
            hint: "a crate or a line of the core uses `std`; every dependency needs default-features = false",
            run: rust::bare_target,
        }],
    },
    Suite {
        name: "codegen",
        shows: "what is generated from the provider table is what is committed",
        steps: &[Step { name: "codegen --check", hint: "run `cargo xtask codegen` and commit", run: rust::codegen }],
    },
    Suite {
        name: "vectors",
        shows: "the vectors and the planted cases of explain follow their schema and are what their generators write",
        steps: &[
            Step {
                name: "schema",
                hint: "tests/vectors/schema.json says what a case may hold",
                run: python::vector_schema,
            },
            Step {
                name: "regenerate",
                hint: "change tests/vectors/generate, never a vector by hand",
                run: python::vectors_are_generated,
            },
            Step {
                name: "planted schema",
                hint: "tests/explain/schema.json says what a case may hold",
                run: python::planted_schema,
            },
            Step {
                name: "replant",
                hint: "change tests/explain/generate, never a case by hand",
                run: python::planted_are_generated,
            },
        ],
    },
    Suite {
        name: "threats",
        shows: "every threat row in scope has a test, or a line in SECURITY.md",
        steps: &[Step {
            name: "threats",
            hint: "write the test and name the row in it; docs/threats.md says what must happen",
            run: rust::threats,
        }],
    },
    Suite {
        name: "constant-time",
        shows: "neither the native core nor the wasm module executes what depends on a secret; secrets are wiped; cost is linear",
        steps: &[
            Step {
                name: "valgrind",
                hint: "valgrind with its headers is needed, on Debian `apt-get install valgrind`",
                run: rust::constant_time_native,
            },
            Step { name: "wasm module", hint: "run `cargo xtask build wasm`", run: rust::wasm_module },
            Step {
                name: "wasm",
                hint: "names of exports stand in tests/constant-time/tests/wasm/binding.rs",
                run: rust::constant_time_wasm,
            },
            Step { name: "wiped", hint: "it says what was found in a freed block", run: rust::wiped },
        ],
    },
    Suite {
        name: "npm",
        shows: "the npm package, with its wasm module, builds and passes its tests",
        steps: &[
            Step { name: "package", hint: "", run: javascript::package },
            Step { name: "npm test", hint: "run `npm test` in npm/", run: javascript::test },
        ],
    },
    Suite {
        name: "runtimes",
        shows: "the npm package passes the vectors in every runtime, with the same count in each",
        steps: &[
            Step { name: "package", hint: "", run: javascript::package },
            Step { name: "chromium", hint: "on Debian `apt-get install chromium`", run: javascript::chromium },
            Step { name: "packages", hint: "the npm registry must be reachable", run: javascript::runtime_packages },
            Step {
                name: "vectors",
                hint: "run `npm run test:runtimes -- next` in npm/ for one of node, bun, deno, workerd, chromium, next",
                run: javascript::runtimes,
            },
        ],
    },
    Suite {
        name: "frameworks",
        shows: "the npm adapters answer one table of requests alike, in every framework and runtime, over real sockets",
        steps: &[
            Step { name: "package", hint: "", run: javascript::package },
            Step { name: "packages", hint: "the npm registry must be reachable", run: frameworks::npm_packages },
            Step {
                name: "table",
                hint: "run `npm test -- express5` in npm/tests/frameworks/, with the name of the receiver",
                run: frameworks::npm,
            },
        ],
    },
    Suite {
        name: "playground",
        shows: "the page verifies, signs and explains in Chromium, from its file, and nothing leaves it",
        steps: &[
            Step { name: "page", hint: "run `node npm/playground/build.mjs`", run: playground::build },
            Step { name: "types", hint: "run `npx tsc --project playground` in npm/", run: playground::types },
            Step { name: "browser", hint: "on Debian `apt-get install chromium`", run: playground::browser },
            Step {
                name: "tests",
                hint: "run `npm test -- link` in npm/tests/playground/, with a part of the name of the failed test",
                run: playground::test,
            },
        ],
    },
    Suite {
        name: "wheel",
        shows: "one wheel passes its tests on every CPython here, and its types are true",
        steps: &[
            Step { name: "pytest", hint: "run `.venv/py3.X/bin/pytest python/tests`", run: python::pytest },
            Step {
                name: "stable interface",
                hint: "bindings/python uses what the abi3 feature of its Cargo.toml does not promise",
                run: python::stable_interface,
            },
            Step {
                name: "binding",
                hint: "Python's library is needed for linking, on Debian `apt-get install libpython3-dev`",
                run: python::binding,
            },
            Step { name: "mypy", hint: "run `.venv/py3.X/bin/mypy --strict` in python/", run: python::mypy },
            Step { name: "pyright", hint: "run `.venv/py3.X/bin/pyright` in python/", run: python::pyright },
            Step {
                name: "stubtest",
                hint: "the stub python/**/_core.pyi and bindings/python differ",
                run: python::stubtest,
            },
            Step {
                name: "from source",
                hint: "a file that the build needs is not in the source distribution",
                run: python::source_distribution,
            },
            Step {
                name: "ruff",
                hint: "run `.venv/py3.X/bin/ruff check --fix` and `ruff format`; ruff.toml has the rules",
                run: python::ruff,
            },
        ],
    },
    Suite {
        name: "events",
        shows: "the types of events fit every documented payload and what the providers' SDKs describe",
        steps: &[
            Step { name: "npm", hint: EVENTS_HINT, run: events::node },
            Step { name: "PyPI", hint: EVENTS_HINT, run: events::python },
            Step { name: "Transcodely's SDK", hint: EVENTS_HINT, run: events::sdk },
        ],
    },
    Suite {
        name: "adapters",
        shows: "every Python receiver answers one table of requests alike, behind real servers, in three versions of Django",
        steps: &[Step {
            name: "pytest",
            hint: "run `target/adapters/django-5.2/bin/pytest python/tests/adapters`, with the name of the failed test",
            run: python::adapters,
        }],
    },
    Suite {
        name: "replay",
        shows: "each delivery is handled once: the model, every store, races of four workers, deaths of workers and stores",
        steps: &[
            Step {
                name: "model",
                hint: "run `cargo test --release -p hookseal-replay-model`: it prints the way to the broken property",
                run: replay::model,
            },
            Step { name: "npm stores", hint: "run `npm test` in npm/tests/replay/", run: replay::npm_stores },
            Step { name: "Python stores", hint: "run pytest on python/tests/replay", run: replay::python_stores },
            Step { name: "race", hint: SOAK_HINT, run: replay::race },
            Step { name: "deaths and outages", hint: SOAK_HINT, run: replay::deaths },
        ],
    },
    Suite {
        name: "cli",
        shows: "npm's command line and Python's take the same words and print the same bytes; what npm's sends, receives and reads",
        steps: &[
            Step { name: "package", hint: "", run: javascript::package },
            Step { name: "curl", hint: "on Debian `apt-get install curl`", run: cli::tools },
            Step { name: "packages", hint: "the npm registry must be reachable", run: cli::packages },
            Step { name: "cases", hint: "run `python3 tests/cli/generate`", run: cli::cases_are_generated },
            Step { name: "npm", hint: "run `npm run test:cli` in npm/", run: cli::npm },
            Step { name: "wheel", hint: "", run: cli::wheel },
            Step {
                name: "Python",
                hint: "run `node cases.mjs ../../../.venv/py3.11/bin/python -m hookseal` in npm/tests/cli/",
                run: cli::python,
            },
            Step {
                name: "same",
                hint: "run `node same.mjs ../../../.venv/py3.11/bin/python -m hookseal` in npm/tests/cli/",
                run: cli::same,
            },
        ],
    },
    Suite {
        name: "docs",
        shows: "what the README and the pages show runs as it stands, and the crate's documentation builds",
        steps: &[
            Step { name: "files", hint: "copy the file of examples/ into the page", run: docs::files },
            Step { name: "javascript", hint: DOCS_HINT, run: docs::javascript },
            Step { name: "python", hint: DOCS_HINT, run: docs::python },
            Step { name: "rust", hint: DOCS_HINT, run: docs::rust },
            Step { name: "receivers", hint: DOCS_HINT, run: docs::receivers },
            Step { name: "rustdoc", hint: "run `cargo doc -p hookseal --no-deps`", run: docs::rustdoc },
        ],
    },
    Suite {
        name: "demo",
        shows: "real receivers accept and refuse real deliveries alike",
        steps: &[Step { name: "cargo xtask demo", hint: "", run: docs::demo }],
    },
    Suite {
        name: "examples",
        shows: "the whole programs of examples/ do what they say, with real deliveries and databases",
        steps: &[
            Step { name: "Transloadit", hint: EXAMPLES_HINT, run: examples::transloadit },
            Step { name: "Transcodely", hint: EXAMPLES_HINT, run: examples::transcodely },
            Step { name: "AssemblyAI", hint: EXAMPLES_HINT, run: examples::assemblyai },
            Step { name: "Connect", hint: EXAMPLES_HINT, run: examples::connect },
            Step { name: "Django", hint: EXAMPLES_HINT, run: examples::django },
        ],
    },
    Suite {
        name: "agreement",
        shows: "Rust, Node and Python give the same verdict for 120,000 generated requests",
        steps: &[
            Step { name: "generate", hint: "", run: agreement::generate },
            Step { name: "node", hint: AGREEMENT_HINT, run: agreement::node },
            Step { name: "python", hint: AGREEMENT_HINT, run: agreement::python },
        ],
    },
    Suite {
        name: "oracles",
        shows: "other implementations agree with the packages, apart from the differences that are listed",
        steps: &[
            Step { name: "controls", hint: "tests/oracles/compare.py overlooks a fault", run: oracles::controls },
            Step { name: "generate", hint: "", run: oracles::generate },
            Step { name: "npm", hint: ORACLES_HINT, run: oracles::node },
            Step { name: "PyPI", hint: ORACLES_HINT, run: oracles::python },
            Step { name: "compare", hint: ORACLES_HINT, run: oracles::compare },
        ],
    },
    Suite {
        name: "release",
        shows: "the packages hold what belongs there, carry one version, and the workflows are well formed",
        steps: &[
            Step { name: "version", hint: "run `cargo xtask version 1.2.3`", run: release::version },
            Step { name: "package", hint: "", run: release::package },
            Step { name: "artefacts", hint: "tests/release/check.py says what belongs there", run: release::artefacts },
            Step { name: "imports", hint: "the core must not ask for a clock", run: release::imports },
            Step { name: "workflows", hint: "the line names the file and the job", run: release::workflows },
        ],
    },
    Suite {
        name: "bench",
        shows: "the benchmarks measure every row; no figure is asserted",
        steps: &[Step { name: "quick", hint: "run `cargo xtask bench --quick`", run: bench::quick }],
    },
];

const AGREEMENT_HINT: &str =
    "a line `differs:` shows the request; the conversion in the binding is at fault, not the core";

const EXAMPLES_HINT: &str = "target/examples holds what was run; the payloads are those of examples/payloads";

const DOCS_HINT: &str = "the page and the line are named; target/docs holds what was run";

const EVENTS_HINT: &str =
    "change events/*.json and run `cargo xtask codegen`; after `python/sdk.py` the payloads are the SDK's";

const SOAK_HINT: &str = "run `cargo xtask soak --rounds 50 --store NAME` with the store that is named";

const ORACLES_HINT: &str =
    "mend what is wrong in hookseal; list what is meant in tests/oracles/differences.json, with its reason";
