//! Adds counters to a WebAssembly module: instructions executed, the path taken, the addresses used.
//!
//! The interpreter's own fuel will not do. It is charged for a block on entry, so that a branch out of its middle costs
//! as much as going on. Here each stretch without a branch counts for itself.

use wasm_encoder::reencode::{self, Reencode};
use wasm_encoder::{
    CodeSection, ConstExpr, ExportKind, ExportSection, Function, GlobalSection, GlobalType, Instruction,
};
use wasm_encoder::{Module, SectionId, ValType};
use wasmparser::{FunctionBody, GlobalSectionReader, Operator, Parser};

use crate::memory::{Access, access};

/// The exported counters, each a 64-bit global.
pub const INSTRUCTIONS: &str = "counted instructions";
pub const PATH: &str = "counted path";
pub const ADDRESSES: &str = "counted addresses";

/// The same module with counters.
///
/// # Errors
/// If it is no module.
pub fn counted(module: &[u8]) -> Result<Vec<u8>, reencode::Error> {
    let mut output = Module::new();
    Counting::default().parse_core_module(&mut output, Parser::new(0), module)?;
    Ok(output.finish())
}

#[derive(Default)]
struct Counting {
    /// The index of the first global that is added.
    first: u32,
    added: bool,
    /// Stretches numbered so far.
    stretches: i64,
}

impl Reencode for Counting {
    type Error = std::convert::Infallible;

    fn parse_global_section(
        &mut self,
        globals: &mut GlobalSection,
        section: GlobalSectionReader<'_>,
    ) -> Result<(), reencode::Error> {
        reencode::utils::parse_global_section(self, globals, section)?;
        self.add_globals(globals);
        Ok(())
    }

    fn intersperse_section_hook(
        &mut self,
        module: &mut Module,
        _after: Option<SectionId>,
        before: Option<SectionId>,
    ) -> Result<(), reencode::Error> {
        // The exports come next and there was no section of globals.
        if before == Some(SectionId::Export) && !self.added {
            let mut globals = GlobalSection::new();
            self.add_globals(&mut globals);
            module.section(&globals);
        }
        Ok(())
    }

    fn parse_export_section(
        &mut self,
        exports: &mut ExportSection,
        section: wasmparser::ExportSectionReader<'_>,
    ) -> Result<(), reencode::Error> {
        reencode::utils::parse_export_section(self, exports, section)?;
        for (name, counter) in [(INSTRUCTIONS, COUNT), (PATH, TAKEN), (ADDRESSES, USED)] {
            exports.export(name, ExportKind::Global, self.first + counter);
        }
        Ok(())
    }

    fn parse_function_body(&mut self, code: &mut CodeSection, body: FunctionBody<'_>) -> Result<(), reencode::Error> {
        let mut function = self.new_function_with_parsed_locals(&body)?;
        let operators: Vec<Operator<'_>> = body.get_operators_reader()?.into_iter().collect::<Result<_, _>>()?;
        for stretch in operators.split_inclusive(ends_stretch) {
            self.enter(&mut function, stretch.len());
            for operator in stretch {
                if let Some(access) = access(operator) {
                    self.note(&mut function, access);
                }
                function.instruction(&self.instruction(operator.clone())?);
            }
        }
        code.function(&function);
        Ok(())
    }
}

impl Counting {
    fn add_globals(&mut self, globals: &mut GlobalSection) {
        (self.first, self.added) = (globals.len(), true);
        for val_type in ADDED {
            globals.global(GlobalType { val_type, mutable: true, shared: false }, &zero(val_type));
        }
    }

    fn enter(&mut self, function: &mut Function, length: usize) {
        self.stretches += 1;
        let count = self.first + COUNT;
        function.instruction(&Instruction::GlobalGet(count));
        function.instruction(&Instruction::I64Const(i64::try_from(length).unwrap_or(i64::MAX)));
        function.instruction(&Instruction::I64Add);
        function.instruction(&Instruction::GlobalSet(count));
        self.fold(function, TAKEN, &[Instruction::I64Const(self.stretches)]);
    }

    /// Folds the operands that say where memory is used; all operands are put aside and back.
    fn note(&self, function: &mut Function, access: Access) {
        for operand in access.operands.iter().rev() {
            function.instruction(&Instruction::GlobalSet(self.first + operand.aside));
        }
        for operand in access.operands.iter().filter(|operand| operand.is_place) {
            let place = [Instruction::GlobalGet(self.first + operand.aside), Instruction::I64ExtendI32U];
            self.fold(function, USED, &place);
        }
        self.fold(function, USED, &[Instruction::I64Const(access.offset.cast_signed())]);
        for operand in access.operands {
            function.instruction(&Instruction::GlobalGet(self.first + operand.aside));
        }
    }

    /// One step of a hash that depends on the order: FNV-1a over whole words.
    fn fold(&self, function: &mut Function, counter: u32, word: &[Instruction<'_>]) {
        function.instruction(&Instruction::GlobalGet(self.first + counter));
        for instruction in word {
            function.instruction(instruction);
        }
        function.instruction(&Instruction::I64Xor);
        function.instruction(&Instruction::I64Const(FNV_PRIME));
        function.instruction(&Instruction::I64Mul);
        function.instruction(&Instruction::GlobalSet(self.first + counter));
    }
}

/// Whether another instruction than the next may follow, or this place may be reached from elsewhere.
fn ends_stretch(operator: &Operator<'_>) -> bool {
    matches!(
        operator,
        Operator::Br { .. }
            | Operator::BrIf { .. }
            | Operator::BrTable { .. }
            | Operator::Else
            | Operator::End
            | Operator::If { .. }
            | Operator::Loop { .. }
            | Operator::Return
            | Operator::Unreachable
    )
}

fn zero(val_type: ValType) -> ConstExpr {
    match val_type {
        ValType::F32 => ConstExpr::f32_const(0.0.into()),
        ValType::F64 => ConstExpr::f64_const(0.0.into()),
        ValType::I32 => ConstExpr::i32_const(0),
        ValType::V128 => ConstExpr::v128_const(0),
        _ => ConstExpr::i64_const(0),
    }
}

/// The globals that are added: three counters, then where `memory.rs` puts operands aside.
const ADDED: [ValType; 10] = [
    ValType::I64,
    ValType::I64,
    ValType::I64,
    ValType::I32,
    ValType::I32,
    ValType::I32,
    ValType::I64,
    ValType::F32,
    ValType::F64,
    ValType::V128,
];
const COUNT: u32 = 0;
const TAKEN: u32 = 1;
const USED: u32 = 2;

const FNV_PRIME: i64 = 0x0100_0000_01b3;
