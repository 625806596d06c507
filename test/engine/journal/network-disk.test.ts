/** Disks that other hosts may write to are noticed, and runs on them are safe without shared memory. */
import { execFileSync } from "node:child_process"
import { cpSync, existsSync, readFileSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { DatabaseSync } from "node:sqlite"
import t from "tap"
import * as Database from "../../../src/engine/journal/database.ts"
import * as Lock from "../../../src/engine/journal/lock.ts"
import * as NetworkDisk from "../../../src/engine/journal/network-disk.ts"
import { command } from "../../support/command.ts"
import { newFolder, run, studyOf, tablesOf } from "../../support/engine.ts"

const kindOf = (type: number, device = 0, mounts = ""): string | undefined =>
  NetworkDisk.kindOf({ type, device, mounts: () => mounts })

t.test("the kinds of disks are told by the numbers of statfs", async (t) => {
  for (const [type, kind] of [
    [0x6969, "nfs"],
    [0xff534d42, "cifs"],
    [0xff534d42 | 0, "cifs"],
    [0xfe534d42, "smb2"],
    [0x0bd00bd0, "lustre"],
    [0x47504653, "gpfs"],
    [0x19830326, "beegfs"],
    [0x01021997, "9p"],
    [0x00c36400, "ceph"],
    [0x5346414f, "afs"]
  ] as const)
    t.equal(kindOf(type), kind)
  for (const local of [0xef53, 0x58465342, 0x9123683e, 0x01021994, 0x794c7630, 0x2fc12fc1])
    t.equal(kindOf(local), undefined, `ext4, xfs, btrfs, tmpfs, overlayfs, zfs: ${local.toString(16)}`)
})

const header = "/usr/include/linux/magic.h"

t.test(
  "the numbers are those of the kernel's own header",
  { skip: !existsSync(header) && `no ${header}` },
  async (t) => {
    const numbers = new Map(
      [...readFileSync(header, "utf8").matchAll(/^#define (\w+)\s+(0x[0-9a-fA-F]+)/gm)].map(
        ([, name, value]) => [name!, Number(value)] as const
      )
    )
    for (const [name, kind] of Object.entries({
      ...{ NFS_SUPER_MAGIC: "nfs", SMB_SUPER_MAGIC: "smb", CIFS_SUPER_MAGIC: "cifs", V9FS_MAGIC: "9p" },
      ...{ CEPH_SUPER_MAGIC: "ceph", AFS_SUPER_MAGIC: "afs", AFS_FS_MAGIC: "kafs", CODA_SUPER_MAGIC: "coda" }
    }))
      if (numbers.has(name)) t.equal(kindOf(numbers.get(name)!), kind, name)
  }
)

t.test("what a program serves is told by the table of mounts", async (t) => {
  const mounts = [
    "26 1 254:0 / / rw,relatime - ext4 /dev/vda rw",
    "43 27 0:39 / /mnt/lab\\040disk rw,nosuid shared:7 - fuse.sshfs host:/srv rw,user_id=0",
    "44 27 0:40 / /mnt/stick rw - fuseblk /dev/sdb1 rw",
    "45 27 3:70000 / /var/lib rw - fuse.fuse-overlayfs fuse-overlayfs rw"
  ].join("\n")
  const fuse = 0x65735546
  t.equal(kindOf(fuse, 39, mounts), "fuse.sshfs")
  t.equal(kindOf(fuse, 40, mounts), undefined, "a stick with NTFS")
  t.equal(kindOf(fuse, 0x11100370, mounts), undefined, "minor numbers beyond 255")
  t.equal(kindOf(fuse, 41, mounts), "fuse", "one that is not in the table is taken for a network")
})

t.test("a folder of this machine is on a disk of its own", async (t) => {
  t.equal(NetworkDisk.of("/proc"), undefined)
  t.equal(NetworkDisk.of("/does/not/exist"), undefined)
})

const modeOf = (database: DatabaseSync): unknown =>
  database.prepare("PRAGMA journal_mode").get()?.journal_mode

const coins = await studyOf(
  "coin",
  [
    { bias: 0.2, tosses: 90 },
    { bias: 0.7, tosses: 900 }
  ],
  { repeats: 3 }
)

t.test("on a disk of several hosts there is no log, and what was left of one is taken in", async (t) => {
  const directory = newFolder()
  const { tables } = await run(coins, { directory })
  const local = Database.open(directory, false)
  t.equal(modeOf(local), "wal")
  local.exec("UPDATE _study SET points = points")
  const copy = newFolder()
  cpSync(directory, copy, { recursive: true })
  Database.close(local)
  t.ok(existsSync(join(copy, "run.sqlite-wal")), "as after a kill")
  const shared = Database.open(copy, true)
  t.equal(modeOf(shared), "truncate")
  t.equal(shared.prepare("PRAGMA synchronous").get()?.synchronous, 2)
  t.notOk(existsSync(join(copy, "run.sqlite-wal")))
  t.notOk(existsSync(join(copy, "run.sqlite-shm")))
  const second = new DatabaseSync(join(copy, "run.sqlite"))
  t.equal(second.prepare("SELECT count(*) AS n FROM _tally").get()?.n, 12, "others may read it meanwhile")
  second.close()
  Database.close(shared)
  t.same(tablesOf(copy), tables)
})

/** A run in the middle of a transaction without a log, of which some is in the file already, as a kill leaves it. */
const cutOff = async () => {
  const directory = newFolder()
  await run(coins, { directory })
  const copy = newFolder()
  const database = new DatabaseSync(join(directory, "run.sqlite"))
  database.exec("PRAGMA journal_mode = TRUNCATE; PRAGMA cache_size = 2; BEGIN IMMEDIATE")
  database.exec("UPDATE tosses SET heads = 7; UPDATE _tally SET crc = 1, bytes = zeroblob(20000)")
  cpSync(directory, copy, { recursive: true })
  database.exec("ROLLBACK")
  database.close()
  return copy
}

t.test("a transaction that was cut off is undone by whoever reads next", async (t) => {
  const whole = (await run(coins)).tables
  const copy = await cutOff()
  t.notSame(readFileSync(join(copy, "run.sqlite-journal")).length, 0)
  t.same(tablesOf(copy), whole)
  t.equal((await command("status", copy)).status, 0)
})

t.test("it is left alone while another process works on the run", async (t) => {
  const copy = await cutOff()
  const before = readFileSync(join(copy, "run.sqlite"))
  const lock = Lock.acquire(copy)!
  const told = await command("export", copy)
  t.not(told.status, 0)
  t.match(told.stderr, /another program holds/)
  t.same(readFileSync(join(copy, "run.sqlite")), before)
  lock.close()
  t.equal((await command("export", copy)).status, 0)
})

const isRoot = process.getuid?.() === 0

t.test(
  "who may not write is told what to do",
  { skip: !isRoot && "needs root, to read as nobody" },
  async (t) => {
    const copy = await cutOff()
    execFileSync("chmod", ["-R", "a+rX", copy])
    writeFileSync(join(copy, "run.lock"), "")
    const program = `
    process.setgroups([]); process.setgid(65534); process.setuid(65534)
    const Database = await import(${JSON.stringify(join(import.meta.dirname, "../../../src/engine/journal/database.ts"))})
    try { Database.openReadOnly(${JSON.stringify(copy)}); process.stdout.write("read") } catch (e) { process.stdout.write(e.message) }`
    const args = ["NODE_OPTIONS=", process.execPath, "--input-type=module", "-e", program]
    t.match(execFileSync("env", args, { encoding: "utf8" }), /may not be written to; a copy may: cp -r/)
  }
)
