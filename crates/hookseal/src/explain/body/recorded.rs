//! One value as software that signs JSON wrote it, recorded: what the presets are held against.
//!
//! Node.js 20.20, Python 3.11, PHP 8.2, Ruby 3.1 with json 2.6, Active Support 6.1, Go 1.19, Jackson 2.14 and Gson 2.10
//! on Java 17, JSON::PP 4.07, jq 1.6.

/// What wrote it, and the text, in which `␡` stands for U+007F and `␤` for U+2028.
pub(super) const RECORDED: &[(&str, &str)] = &[
    ("JavaScript's JSON.stringify", r#"{"a":"é😀</&'+=`\"\b\u001f␡␤","b":[1.5,1e+21],"c":[],"d":[{"e":{}},0]}"#),
    (
        "JavaScript's JSON.stringify, indented by 2",
        r#"{
  "a": "é😀</&'+=`\"\b\u001f␡␤",
  "b": [
    1.5,
    1e+21
  ],
  "c": [],
  "d": [
    {
      "e": {}
    },
    0
  ]
}"#,
    ),
    (
        "JavaScript's JSON.stringify, indented by a tab",
        r#"{
	"a": "é😀</&'+=`\"\b\u001f␡␤",
	"b": [
		1.5,
		1e+21
	],
	"c": [],
	"d": [
		{
			"e": {}
		},
		0
	]
}"#,
    ),
    (
        "Python's json.dumps",
        r#"{"a": "\u00e9\ud83d\ude00</&'+=`\"\b\u001f\u007f\u2028", "b": [1.5, 1e+21], "c": [], "d": [{"e": {}}, 0]}"#,
    ),
    (
        "Python's json.dumps with ensure_ascii=False",
        r#"{"a": "é😀</&'+=`\"\b\u001f␡␤", "b": [1.5, 1e+21], "c": [], "d": [{"e": {}}, 0]}"#,
    ),
    (
        "Python's json.dumps with compact separators",
        r#"{"a":"\u00e9\ud83d\ude00</&'+=`\"\b\u001f\u007f\u2028","b":[1.5,1e+21],"c":[],"d":[{"e":{}},0]}"#,
    ),
    (
        "Python's json.dumps, indented by 4",
        r#"{
    "a": "\u00e9\ud83d\ude00</&'+=`\"\b\u001f\u007f\u2028",
    "b": [
        1.5,
        1e+21
    ],
    "c": [],
    "d": [
        {
            "e": {}
        },
        0
    ]
}"#,
    ),
    (
        "PHP's json_encode",
        r#"{"a":"\u00e9\ud83d\ude00<\/&'+=`\"\b\u001f␡\u2028","b":[1.5,1.0e+21],"c":[],"d":[{"e":{}},0]}"#,
    ),
    (
        "PHP's json_encode with JSON_UNESCAPED_SLASHES",
        r#"{"a":"\u00e9\ud83d\ude00</&'+=`\"\b\u001f␡\u2028","b":[1.5,1.0e+21],"c":[],"d":[{"e":{}},0]}"#,
    ),
    (
        "PHP's json_encode with JSON_UNESCAPED_UNICODE",
        r#"{"a":"é😀<\/&'+=`\"\b\u001f␡\u2028","b":[1.5,1.0e+21],"c":[],"d":[{"e":{}},0]}"#,
    ),
    (
        "PHP's json_encode with both of its UNESCAPED flags",
        r#"{"a":"é😀</&'+=`\"\b\u001f␡\u2028","b":[1.5,1.0e+21],"c":[],"d":[{"e":{}},0]}"#,
    ),
    (
        "PHP's json_encode with JSON_PRETTY_PRINT",
        r#"{
    "a": "\u00e9\ud83d\ude00<\/&'+=`\"\b\u001f␡\u2028",
    "b": [
        1.5,
        1.0e+21
    ],
    "c": [],
    "d": [
        {
            "e": {}
        },
        0
    ]
}"#,
    ),
    ("Ruby's JSON.generate", r#"{"a":"é😀</&'+=`\"\b\u001f␡␤","b":[1.5,1.0e+21],"c":[],"d":[{"e":{}},0]}"#),
    (
        "Ruby's JSON.pretty_generate before json 2.10",
        r#"{
  "a": "é😀</&'+=`\"\b\u001f␡␤",
  "b": [
    1.5,
    1.0e+21
  ],
  "c": [

  ],
  "d": [
    {
      "e": {
      }
    },
    0
  ]
}"#,
    ),
    ("Ruby on Rails", r#"{"a":"é😀\u003c/\u0026'+=`\"\b\u001f␡\u2028","b":[1.5,1.0e+21],"c":[],"d":[{"e":{}},0]}"#),
    ("Go before 1.22", r#"{"a":"é😀\u003c/\u0026'+=`\"\u0008\u001f␡\u2028","b":[1.5,1e+21],"c":[],"d":[{"e":{}},0]}"#),
    (
        "Go before 1.22, indented by a tab",
        r#"{
	"a": "é😀\u003c/\u0026'+=`\"\u0008\u001f␡\u2028",
	"b": [
		1.5,
		1e+21
	],
	"c": [],
	"d": [
		{
			"e": {}
		},
		0
	]
}"#,
    ),
    (
        "Go before 1.22 without HTML escapes",
        r#"{"a":"é😀</&'+=`\"\u0008\u001f␡\u2028","b":[1.5,1e+21],"c":[],"d":[{"e":{}},0]}
"#,
    ),
    ("Java's Jackson", r#"{"a":"é😀</&'+=`\"\b\u001F␡␤","b":[1.5,1.0E21],"c":[],"d":[{"e":{}},0]}"#),
    (
        "Java's Jackson, pretty",
        r#"{
  "a" : "é😀</&'+=`\"\b\u001F␡␤",
  "b" : [ 1.5, 1.0E21 ],
  "c" : [ ],
  "d" : [ {
    "e" : { }
  }, 0 ]
}"#,
    ),
    (
        "Java's Jackson with ESCAPE_NON_ASCII",
        r#"{"a":"\u00E9\uD83D\uDE00</&'+=`\"\b\u001F␡\u2028","b":[1.5,1.0E21],"c":[],"d":[{"e":{}},0]}"#,
    ),
    (
        "Java's Gson",
        r#"{"a":"é😀\u003c/\u0026\u0027+\u003d`\"\b\u001f␡\u2028","b":[1.5,1.0E21],"c":[],"d":[{"e":{}},0]}"#,
    ),
    (
        "Java's Gson, pretty",
        r#"{
  "a": "é😀\u003c/\u0026\u0027+\u003d`\"\b\u001f␡\u2028",
  "b": [
    1.5,
    1.0E21
  ],
  "c": [],
  "d": [
    {
      "e": {}
    },
    0
  ]
}"#,
    ),
    (
        "Java's Gson without HTML escapes",
        r#"{"a":"é😀</&'+=`\"\b\u001f␡\u2028","b":[1.5,1.0E21],"c":[],"d":[{"e":{}},0]}"#,
    ),
    (
        "Perl's JSON::PP, pretty",
        r#"{
   "a" : "é😀</&'+=`\"\b\u001f␡␤",
   "b" : [
      1.5,
      1e+21
   ],
   "c" : [],
   "d" : [
      {
         "e" : {}
      },
      0
   ]
}
"#,
    ),
    (
        "jq",
        r#"{
  "a": "é😀</&'+=`\"\b\u001f\u007f␤",
  "b": [
    1.5,
    1e+21
  ],
  "c": [],
  "d": [
    {
      "e": {}
    },
    0
  ]
}
"#,
    ),
];
