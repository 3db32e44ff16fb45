//! A counted module, and fresh instances of it whose calls are measured.

use wasmi::{AsContextMut, Caller, Engine, Error, ExternRef, ExternType, Func, Instance, Linker, Memory, Nullable};
use wasmi::{Module, Ref, Store, Table, Val};

use crate::counted::{self, counted};

/// A module with counters, compiled once.
pub struct Counted {
    module: Module,
    engine: Engine,
}

/// What one call has executed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Trace {
    pub instructions: u64,
    /// A hash of the stretches of instructions in their order.
    pub path: u64,
    /// A hash of the addresses and lengths in their order.
    pub addresses: u64,
}

impl Counted {
    pub fn new(module: &[u8]) -> Self {
        let engine = Engine::default();
        let counted = counted(module).expect("the module can be read");
        let module = Module::new(&engine, counted).expect("the module with counters is valid");
        Self { module, engine }
    }

    pub fn instance(&self) -> Running {
        let mut store = Store::new(&self.engine, ());
        let mut linker = Linker::new(&self.engine);
        for import in self.module.imports() {
            let ExternType::Func(ty) = import.ty() else {
                panic!("the module imports `{}`, no function", import.name())
            };
            let name = import.name().to_owned();
            let stub =
                Func::new(&mut store, ty.clone(), move |caller, given, results| answer(&name, caller, given, results));
            linker.define(import.module(), import.name(), stub).expect("imported once");
        }
        let instance = linker.instantiate_and_start(&mut store, &self.module).expect("the module starts");
        Running { store, instance }
    }
}

/// One instance with its memory.
pub struct Running {
    store: Store<()>,
    instance: Instance,
}

impl Running {
    /// Calls an export. Nothing is measured.
    pub fn call(&mut self, name: &str, given: &[Val]) -> Vec<Val> {
        let Some(function) = self.instance.get_func(&self.store, name) else {
            let exports: Vec<&str> = self.instance.exports(&self.store).map(|export| export.name()).collect();
            panic!("the module exports no function `{name}`, only {exports:?}");
        };
        let mut results: Vec<Val> =
            function.ty(&self.store).results().iter().map(|ty| Val::default_for_ty(*ty)).collect();
        if let Err(error) = function.call(&mut self.store, given, &mut results) {
            panic!("`{name}` with {given:?}: {error}");
        }
        results
    }

    /// Calls an export and measures it.
    pub fn measure(&mut self, name: &str, given: &[Val]) -> (Vec<Val>, Trace) {
        for counter in [counted::INSTRUCTIONS, counted::PATH, counted::ADDRESSES] {
            let global = self.instance.get_global(&self.store, counter).expect("the counter is exported");
            global.set(&mut self.store, Val::I64(0)).expect("the counter can be set");
        }
        let results = self.call(name, given);
        let [instructions, path, addresses] =
            [counted::INSTRUCTIONS, counted::PATH, counted::ADDRESSES].map(|counter| {
                let global = self.instance.get_global(&self.store, counter).expect("the counter is exported");
                global.get(&self.store).i64().expect("the counter is a number").cast_unsigned()
            });
        (results, Trace { instructions, path, addresses })
    }

    pub fn memory(&self) -> &[u8] {
        self.exported_memory().data(&self.store)
    }

    pub fn write(&mut self, at: usize, bytes: &[u8]) {
        self.exported_memory().write(&mut self.store, at, bytes).expect("the block is in memory");
    }

    /// The text that the exported table holds at this index.
    pub fn text(&self, table: &str, index: u64) -> String {
        let table: Table = self.instance.get_table(&self.store, table).expect("the table is exported");
        let Some(Ref::Extern(Nullable::Val(text))) = table.get(&self.store, index) else {
            panic!("the table holds nothing at {index}");
        };
        text.data(&self.store).downcast_ref::<String>().expect("only texts are put there").clone()
    }

    fn exported_memory(&self) -> Memory {
        self.instance.get_memory(&self.store, "memory").expect("the memory is exported")
    }
}

/// What the imported functions do here: texts are made, the table of references starts empty, all else is an error.
fn answer(name: &str, mut caller: Caller<'_, ()>, given: &[Val], results: &mut [Val]) -> Result<(), Error> {
    let text = |caller: &Caller<'_, ()>| {
        let memory = caller.get_export("memory").and_then(wasmi::Extern::into_memory)?;
        let [Val::I32(at), Val::I32(length)] = given else { return None };
        let at = usize::try_from(at.cast_unsigned()).ok()?;
        let length = usize::try_from(length.cast_unsigned()).ok()?;
        Some(String::from_utf8_lossy(memory.data(caller).get(at..at.checked_add(length)?)?).into_owned())
    };
    match (given, &*results) {
        ([], []) if name.contains("init_externref_table") => Ok(()),
        ([Val::I32(_), Val::I32(_)], [Val::ExternRef(_)]) => {
            let text = text(&caller).ok_or_else(|| Error::new("a text outside the memory"))?;
            let reference = ExternRef::new(caller.as_context_mut(), text);
            results[0] = Val::ExternRef(Nullable::Val(reference));
            Ok(())
        }
        _ => Err(Error::new(format!("the import `{name}` was called: {:?}", text(&caller)))),
    }
}
