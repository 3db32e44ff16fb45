//! Events that one member tells apart.

/// An enum of events by the name in the member `by`, and of `Other`: any JSON that is none of them.
///
/// With `without`, an object that lacks the member `by`, or has no name there, is that one if it has the member given.
macro_rules! union {
    (
        $(#[$about:meta])*
        pub enum $type:ident by $by:literal {
            $($(#[$doc:meta])* $variant:ident($event:ty): $($name:literal)|+,)*
        }
        $(without {
            $(#[$without_doc:meta])* $without:ident($without_event:ty) has $member:literal,
        })?
    ) => {
        $(#[$about])*
        #[derive(Clone, Debug, PartialEq)]
        #[non_exhaustive]
        pub enum $type {
            $($(#[$doc])* $variant(alloc::boxed::Box<$event>),)*
            $($(#[$without_doc])* $without(alloc::boxed::Box<$without_event>),)?
            /// Anything else, as it was read.
            Other($crate::events::Value),
        }

        impl<'de> serde::Deserialize<'de> for $type {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                use serde::Deserialize;
                let value = $crate::events::Value::deserialize(deserializer)?;
                let read = match value.get($by).and_then($crate::events::Value::as_str) {
                    $(Some($($name)|+) => Deserialize::deserialize(&value).map(Self::$variant),)*
                    $(None if value.get($member).is_some() => Deserialize::deserialize(&value).map(Self::$without),)?
                    _ => return Ok(Self::Other(value)),
                };
                Ok(read.unwrap_or(Self::Other(value)))
            }
        }

        impl serde::Serialize for $type {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                match self {
                    $(Self::$variant(event) => event.serialize(serializer),)*
                    $(Self::$without(event) => event.serialize(serializer),)?
                    Self::Other(value) => value.serialize(serializer),
                }
            }
        }
    };
}

pub(super) use union;
