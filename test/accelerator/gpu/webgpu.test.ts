/**
 * The webgpu backend on a real implementation of WebGPU: on the GPU of this machine, else on SwiftShader, the
 * software GPU that Debian's package chromium brings. In a child process, so that a driver's crash is a failed test;
 * that the child ends by itself, with status 0, is part of the test.
 */
import { spawnSync } from "node:child_process"
import { existsSync } from "node:fs"
import { dirname } from "node:path"
import { fileURLToPath } from "node:url"
import t from "tap"
import * as Gpu from "../../../src/accelerator/gpu/gpu.ts"
import * as Sampling from "../../support/sampling.ts"

const places = [
  process.env.VK_ICD_FILENAMES,
  "/usr/lib/chromium/vk_swiftshader_icd.json",
  "/usr/share/vulkan/icd.d/vk_swiftshader_icd.json"
].filter((path) => path !== undefined && existsSync(path))

const hardware = await Gpu.adapter()
const icd = places[0]
const none =
  hardware === undefined && icd === undefined
    ? "no GPU answers, and no SwiftShader is installed (Debian: apt-get install chromium)"
    : false

t.test("outputs are the reference's within the stated error", { skip: none }, async (t) => {
  const software = {
    ...process.env,
    VK_ICD_FILENAMES: icd,
    // chromium keeps the Vulkan loader beside its driver.
    LD_LIBRARY_PATH: [dirname(icd ?? ""), process.env.LD_LIBRARY_PATH].filter(Boolean).join(":")
  }
  const child = spawnSync(process.execPath, [fileURLToPath(new URL("software.ts", import.meta.url))], {
    env: hardware === undefined ? software : process.env,
    encoding: "utf8",
    timeout: 120_000
  })
  t.equal(child.status, 0, `the child ends by itself: ${child.signal ?? ""} ${child.stderr}`)
  const { adapter, errors } = JSON.parse(child.stdout)
  t.comment(adapter.name)
  for (const [label, error] of Object.entries<number>(errors))
    t.ok(error < Sampling.bound, `${label}: ${error}`)
})

t.test(
  "where there is no adapter, opening says so",
  { skip: hardware === undefined ? false : "there is an adapter" },
  async (t) => t.rejects(Gpu.open("webgpu"), { message: /finds no adapter/ })
)
