#!/usr/bin/env node
// In the repository the program runs as it is written. A package has it built: node strips no types below node_modules.
import { existsSync } from "node:fs"

await import(existsSync(new URL("main.ts", import.meta.url)) ? "./main.ts" : "../dist/src/main.js")
