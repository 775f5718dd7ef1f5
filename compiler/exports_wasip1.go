package main

import "unsafe"

// The host writes a request into memory that alloc handed out, and reads the reply that call points to. Both are held
// here so that the garbage collector leaves them alone between two calls.
var (
	incoming []byte
	outgoing []byte
)

//go:wasmexport alloc
func alloc(size uint32) unsafe.Pointer {
	incoming = make([]byte, size)
	return unsafe.Pointer(unsafe.SliceData(incoming))
}

// call answers the request that alloc's memory holds. The reply's framing is described at frame; replySize tells its length.
//
//go:wasmexport call
func call() unsafe.Pointer {
	outgoing = frame(answer(incoming))
	incoming = nil
	return unsafe.Pointer(unsafe.SliceData(outgoing))
}

//go:wasmexport replySize
func replySize() uint32 {
	return uint32(len(outgoing))
}
