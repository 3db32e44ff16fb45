//! Which operands of an instruction say where memory is used.

use wasmparser::Operator;

/// A use of memory: its operands from the bottom of the stack up, and the constant added to the address.
pub struct Access {
    pub operands: &'static [Operand],
    pub offset: u64,
}

/// One operand: the added global that it is put aside in, and whether it is an address or a length.
pub struct Operand {
    pub aside: u32,
    pub is_place: bool,
}

/// What the instruction does to memory, if anything.
pub fn access(operator: &Operator<'_>) -> Option<Access> {
    use Operator as O;
    let (operands, memarg) = match operator {
        O::MemoryCopy { .. } | O::MemoryInit { .. } => return Some(Access { operands: COPY, offset: 0 }),
        O::MemoryFill { .. } => return Some(Access { operands: FILL, offset: 0 }),
        O::I32Load { memarg }
        | O::I64Load { memarg }
        | O::F32Load { memarg }
        | O::F64Load { memarg }
        | O::I32Load8S { memarg }
        | O::I32Load8U { memarg }
        | O::I32Load16S { memarg }
        | O::I32Load16U { memarg }
        | O::I64Load8S { memarg }
        | O::I64Load8U { memarg }
        | O::I64Load16S { memarg }
        | O::I64Load16U { memarg }
        | O::I64Load32S { memarg }
        | O::I64Load32U { memarg }
        | O::V128Load { memarg }
        | O::V128Load8x8S { memarg }
        | O::V128Load8x8U { memarg }
        | O::V128Load16x4S { memarg }
        | O::V128Load16x4U { memarg }
        | O::V128Load32x2S { memarg }
        | O::V128Load32x2U { memarg }
        | O::V128Load8Splat { memarg }
        | O::V128Load16Splat { memarg }
        | O::V128Load32Splat { memarg }
        | O::V128Load64Splat { memarg }
        | O::V128Load32Zero { memarg }
        | O::V128Load64Zero { memarg } => (LOAD, memarg),
        O::I32Store { memarg } | O::I32Store8 { memarg } | O::I32Store16 { memarg } => (WITH_I32, memarg),
        O::I64Store { memarg } | O::I64Store8 { memarg } | O::I64Store16 { memarg } | O::I64Store32 { memarg } => {
            (WITH_I64, memarg)
        }
        O::F32Store { memarg } => (WITH_F32, memarg),
        O::F64Store { memarg } => (WITH_F64, memarg),
        O::V128Store { memarg }
        | O::V128Load8Lane { memarg, .. }
        | O::V128Load16Lane { memarg, .. }
        | O::V128Load32Lane { memarg, .. }
        | O::V128Load64Lane { memarg, .. }
        | O::V128Store8Lane { memarg, .. }
        | O::V128Store16Lane { memarg, .. }
        | O::V128Store32Lane { memarg, .. }
        | O::V128Store64Lane { memarg, .. } => (WITH_V128, memarg),
        _ => return None,
    };
    Some(Access { operands, offset: memarg.offset })
}

const LOAD: &[Operand] = &[place(3)];
const WITH_I32: &[Operand] = &[place(3), value(4)];
const WITH_I64: &[Operand] = &[place(3), value(6)];
const WITH_F32: &[Operand] = &[place(3), value(7)];
const WITH_F64: &[Operand] = &[place(3), value(8)];
const WITH_V128: &[Operand] = &[place(3), value(9)];
const COPY: &[Operand] = &[place(3), place(4), place(5)];
const FILL: &[Operand] = &[place(3), value(4), place(5)];

const fn place(aside: u32) -> Operand {
    Operand { aside, is_place: true }
}

const fn value(aside: u32) -> Operand {
    Operand { aside, is_place: false }
}
