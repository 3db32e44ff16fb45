//! What the counters must find if they can find anything, and what they must not.

use hookseal_constant_time::score::Score;
use wasmi::Val;

use crate::instance::{Counted, Trace};
use crate::seen::Seen;

/// Each compares 32 bytes at 32 with those at 64.
pub fn run(score: &mut Score) {
    exact(score);
    let seen = compare(STOPS_EARLY);
    score.check("control: a compare that stops early is seen", seen.instructions() == 32, &seen.to_string());
    let seen = compare(&unrolled());
    score.check("control: the same without a loop is seen", seen.instructions() == 32, &seen.to_string());
    let seen = compare(EQUAL_ARMS);
    let ok = seen.instructions() == 1 && seen.paths() == 32;
    score.check("control: two arms of one length are told apart", ok, &seen.to_string());
    let seen = compare(LOOKS_UP);
    let ok = seen.paths() == 1 && seen.addresses() > 1;
    score.check("control: a table looked up by the difference is seen", ok, &seen.to_string());
    let seen = compare(FOLDS);
    let ok = seen.instructions() == 1 && seen.paths() == 1 && seen.addresses() == 1;
    score.check("control: a compare that folds is not accused", ok, &seen.to_string());
}

/// The loop below runs ten times: itself, eight instructions in it, the ends of loop and function after it.
fn exact(score: &mut Score) {
    let module = wat::parse_str(TEN_TIMES).expect("the text is a module");
    let (_, trace) = Counted::new(&module).instance().measure("compare", &[]);
    score.check(
        "control: instructions are counted one by one",
        trace.instructions == 1 + 10 * 8 + 2,
        &format!("{} instructions", trace.instructions),
    );
}

fn compare(text: &str) -> Seen {
    let module = Counted::new(&wat::parse_str(text).expect("the text is a module"));
    let expected: [u8; 32] = std::array::from_fn(|at| u8::try_from(at * 7).expect("small"));
    let traces = (0..32).map(|at| -> Trace {
        let mut received = expected;
        received[at] ^= 1 << (at % 8);
        let mut running = module.instance();
        running.write(32, &expected);
        running.write(64, &received);
        let (results, trace) = running.measure("compare", &[]);
        assert!(matches!(results[..], [Val::I32(0)]), "a difference at {at} was not found");
        trace
    });
    traces.collect()
}

/// Fuel that is charged for a block on entry does not show this one: all of it is one block.
fn unrolled() -> String {
    let step = |at: usize| {
        format!("(br_if 0 (i32.ne (i32.load8_u (i32.const {})) (i32.load8_u (i32.const {}))))", 32 + at, 64 + at)
    };
    let steps: String = (0..32).map(step).collect();
    format!(
        r#"(module (memory (export "memory") 1) (func (export "compare") (result i32)
             (block {steps} (return (i32.const 1))) (i32.const 0)))"#
    )
}

const TEN_TIMES: &str = r#"(module (memory (export "memory") 1)
  (func (export "compare") (local $at i32)
    (loop $next
      (local.set $at (i32.add (local.get $at) (i32.const 1)))
      (br_if $next (i32.lt_u (local.get $at) (i32.const 10))))))"#;

const STOPS_EARLY: &str = r#"(module (memory (export "memory") 1)
  (func (export "compare") (result i32) (local $at i32)
    (loop $next
      (if (i32.ne (i32.load8_u offset=32 (local.get $at)) (i32.load8_u offset=64 (local.get $at)))
        (then (return (i32.const 0))))
      (local.set $at (i32.add (local.get $at) (i32.const 1)))
      (br_if $next (i32.lt_u (local.get $at) (i32.const 32))))
    (i32.const 1)))"#;

const EQUAL_ARMS: &str = r#"(module (memory (export "memory") 1)
  (func (export "compare") (result i32) (local $at i32) (local $found i32)
    (loop $next
      (if (i32.ne (i32.load8_u offset=32 (local.get $at)) (i32.load8_u offset=64 (local.get $at)))
        (then (local.set $found (i32.const 1)) (br 0))
        (else (local.set $found (local.get $found)) (br 0)))
      (local.set $at (i32.add (local.get $at) (i32.const 1)))
      (br_if $next (i32.lt_u (local.get $at) (i32.const 32))))
    (i32.eqz (local.get $found))))"#;

const LOOKS_UP: &str = r#"(module (memory (export "memory") 1)
  (func (export "compare") (result i32) (local $at i32) (local $found i32)
    (loop $next
      (local.set $found (i32.or (local.get $found)
        (i32.or
          (i32.load8_u offset=256
            (i32.xor (i32.load8_u offset=32 (local.get $at)) (i32.load8_u offset=64 (local.get $at))))
          (i32.xor (i32.load8_u offset=32 (local.get $at)) (i32.load8_u offset=64 (local.get $at))))))
      (local.set $at (i32.add (local.get $at) (i32.const 1)))
      (br_if $next (i32.lt_u (local.get $at) (i32.const 32))))
    (i32.eqz (local.get $found))))"#;

const FOLDS: &str = r#"(module (memory (export "memory") 1)
  (func (export "compare") (result i32) (local $at i32) (local $found i32)
    (loop $next
      (local.set $found (i32.or (local.get $found)
        (i32.xor (i32.load8_u offset=32 (local.get $at)) (i32.load8_u offset=64 (local.get $at)))))
      (local.set $at (i32.add (local.get $at) (i32.const 1)))
      (br_if $next (i32.lt_u (local.get $at) (i32.const 32))))
    (i32.eqz (local.get $found))))"#;
