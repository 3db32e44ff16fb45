//! Objects with typed members that lose nothing of what they were read from.

use serde::de::DeserializeOwned;

use super::Object;

/// A struct of optional fields, and of `other`: a member that fits no field.
///
/// Not serde's derive: it refuses the whole event for one member of another type, and drops a null.
macro_rules! object {
    (
        $(#[$about:meta])*
        pub struct $type:ident {
            $($(#[$doc:meta])* $field:ident $(= $name:literal)?: $value:ty,)*
        }
    ) => {
        $(#[$about])*
        #[derive(Clone, Debug, Default, PartialEq)]
        #[non_exhaustive]
        pub struct $type {
            $($(#[$doc])* pub $field: Option<$value>,)*
            /// The members that no field stands for, and those whose value does not fit their field, null included.
            pub other: $crate::events::Object,
        }

        impl<'de> serde::Deserialize<'de> for $type {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                let mut other = $crate::events::Object::deserialize(deserializer)?;
                $(let $field = $crate::events::object::take(
                    &mut other,
                    $crate::events::object::name!($field $($name)?),
                );)*
                Ok(Self { $($field,)* other })
            }
        }

        impl serde::Serialize for $type {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                use serde::ser::SerializeMap;
                let mut members = serializer.serialize_map(None)?;
                $(if let Some(value) = &self.$field {
                    members.serialize_entry($crate::events::object::name!($field $($name)?), value)?;
                })*
                for (name, value) in &self.other {
                    members.serialize_entry(name, value)?;
                }
                members.end()
            }
        }
    };
}

/// The name of a field's member: its own, or the one given where a keyword stands in the way.
macro_rules! name {
    ($field:ident) => {
        stringify!($field)
    };
    ($field:ident $name:literal) => {
        $name
    };
}

/// Takes the member out if it fits; leaves it where it is otherwise.
pub(super) fn take<T: DeserializeOwned>(members: &mut Object, name: &str) -> Option<T> {
    let read = T::deserialize(members.get(name)?).ok()?;
    members.remove(name);
    Some(read)
}

pub(super) use {name, object};
