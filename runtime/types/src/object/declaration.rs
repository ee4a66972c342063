//! The macro that maps a struct to its properties.

/// Maps the fields of a struct to the properties of a JSON object.
///
/// Each line has an index from 0, the field, its name in JSON and, in brackets, further settings of its
/// [`Property`](crate::Property). The struct can then be deserialized, serialized, compared, printed, and
/// checked against its documented limits ([`Validate`](crate::Validate)).
///
/// - Reading accepts a JSON object, ignores properties that are not listed, and treats `null` as absent.
///   `required` properties must be present.
/// - Writing skips fields that are `None` or empty lists, unless they are `required`.
///
/// ```
/// use huaweicloud_types::Validate;
///
/// #[derive(Clone)]
/// pub struct Device {
///     pub name: String,
///     pub type_: Option<String>,
///     pub tags: Vec<String>,
/// }
///
/// huaweicloud_types::object! {
///     Device {
///         0 = name: "name" [required(), range(2, 64)],
///         1 = type_: "type" [named("type_")],
///         2 = tags: "tags",
///     }
/// }
///
/// let device: Device = serde_json::from_str(r#"{"name": "lamp", "tags": null, "more": 1}"#)?;
/// assert_eq!(format!("{device:?}"), r#"Device { name: "lamp", tags: [] }"#);
/// assert_eq!(serde_json::to_string(&device)?, r#"{"name":"lamp"}"#);
/// assert!(device.validate().is_ok());
/// # Ok::<(), serde_json::Error>(())
/// ```
///
/// A map for properties of any other name comes last:
///
/// ```
/// use std::collections::HashMap;
///
/// #[derive(Clone)]
/// pub struct Labels {
///     pub owner: Option<String>,
///     pub additional: HashMap<String, i64>,
/// }
///
/// huaweicloud_types::object! {
///     Labels {
///         0 = owner: "owner",
///         .. additional
///     }
/// }
///
/// let labels: Labels = serde_json::from_str(r#"{"owner": "me", "weight": 5}"#)?;
/// assert_eq!(labels.additional["weight"], 5);
/// # Ok::<(), serde_json::Error>(())
/// ```
#[macro_export]
macro_rules! object {
    (
        $name:ident {
            $( $index:literal = $field:ident : $wire:literal $([ $( $method:ident ( $($argument:expr),* ) ),* ])? , )*
            $( .. $additional:ident )?
        }
    ) => {
        impl $crate::Object for $name {
            fn name(&self) -> &'static str {
                stringify!($name)
            }

            fn properties(&self) -> &'static [$crate::Property] {
                const PROPERTIES: &[$crate::Property] =
                    &[$( $crate::Property::new($wire) $( $( .$method($($argument),*) )* )? ),*];
                PROPERTIES
            }

            fn field(&self, index: usize) -> $crate::View<'_> {
                match index {
                    $( $index => $crate::Value::view(&self.$field), )*
                    _ => $crate::View::Absent,
                }
            }

            fn field_slot(&mut self, index: usize) -> ::std::option::Option<$crate::Slot<'_>> {
                match index {
                    $( $index => ::std::option::Option::Some($crate::Value::slot(&mut self.$field)), )*
                    _ => ::std::option::Option::None,
                }
            }

            $(
                fn additional(&self) -> ::std::option::Option<&dyn $crate::Map> {
                    ::std::option::Option::Some(&self.$additional)
                }

                fn additional_mut(&mut self) -> ::std::option::Option<&mut dyn $crate::Map> {
                    ::std::option::Option::Some(&mut self.$additional)
                }
            )?
        }

        impl $crate::Value for $name {
            fn view(&self) -> $crate::View<'_> {
                $crate::View::Object(self)
            }

            fn slot(&mut self) -> $crate::Slot<'_> {
                $crate::Slot::Object(self)
            }

            fn blank() -> Self {
                Self {
                    $( $field: $crate::Value::blank(), )*
                    $( $additional: $crate::Value::blank(), )?
                }
            }
        }

        impl ::std::fmt::Debug for $name {
            fn fmt(&self, formatter: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                $crate::__debug(self, formatter)
            }
        }

        impl ::std::cmp::PartialEq for $name {
            fn eq(&self, other: &Self) -> bool {
                $crate::__equal(self, other)
            }
        }

        impl $crate::serde::Serialize for $name {
            fn serialize<S: $crate::serde::Serializer>(
                &self,
                serializer: S,
            ) -> ::std::result::Result<S::Ok, S::Error> {
                $crate::__write(self, serializer)
            }
        }

        impl<'de> $crate::serde::Deserialize<'de> for $name {
            fn deserialize<D: $crate::serde::Deserializer<'de>>(
                deserializer: D,
            ) -> ::std::result::Result<Self, D::Error> {
                $crate::__read(deserializer)
            }
        }
    };
}
