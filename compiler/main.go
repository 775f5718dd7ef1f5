// Package main wraps the Open Policy Agent's own packages into one WebAssembly reactor: a request goes in as JSON, a
// reply comes out as JSON with one optional block of bytes. It needs no files, no network and no environment.
package main

// A reactor is entered through its exports; main only satisfies the linker.
func main() {}
