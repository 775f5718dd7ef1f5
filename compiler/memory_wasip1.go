package main

import "runtime/debug"

// What the heap may grow to before the first collection, in bytes. Pages that nothing touches cost nothing, while each
// growth in small steps costs the host a collection of its own, and each of ours stands still for a while in one thread.
const room = 512 << 20

// Above this the collector runs more often, in bytes: what holds less than a gigabyte never takes two.
const enough = 1 << 30

func init() {
	debug.SetGCPercent(400)
	debug.SetMemoryLimit(enough)
	reserve(room)
}

// reserve makes the heap grow once by what is given up again at once.
func reserve(size int) {
	spare := make([]byte, size)
	spare[0] = 1
}
