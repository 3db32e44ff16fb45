// Parses JSON from standard input and writes it anew as the first argument says.
package main

import (
	"encoding/json"
	"io"
	"os"
)

func main() {
	text, err := io.ReadAll(os.Stdin)
	check(err)
	var out []byte
	// A raw message keeps the order of members, as a struct would.
	raw := json.RawMessage(text)
	switch os.Args[1] {
	case "plain":
		out, err = json.Marshal(raw)
	case "indent":
		out, err = json.MarshalIndent(raw, "", "  ")
	case "encoder":
		err = json.NewEncoder(os.Stdout).Encode(raw)
	case "map":
		var value any
		check(json.Unmarshal(text, &value))
		out, err = json.Marshal(value)
	default:
		panic(os.Args[1])
	}
	check(err)
	_, err = os.Stdout.Write(out)
	check(err)
}

func check(err error) {
	if err != nil {
		panic(err)
	}
}
