/**
 * Whether a folder is on a disk that other hosts may write to. There an operating system's lock may hold for its own host
 * alone, and memory that processes share, which SQLite's log in WAL mode needs, is not that of processes elsewhere.
 *
 * Linux says the kind of a disk as a number, statfs's `f_type`. Other systems have no such numbers, and there nothing is noticed.
 */
import { readFileSync, statfsSync, statSync } from "node:fs"

/**
 * By that number.
 *
 * Source: Linux's include/uapi/linux/magic.h; those whose drivers are not part of Linux (the second line) as GNU coreutils' stat
 * knows them.
 */
const kinds: ReadonlyMap<number, string> = new Map([
  ...([
    [0x6969, "nfs"],
    [0x517b, "smb"],
    [0xff534d42, "cifs"],
    [0xfe534d42, "smb2"],
    [0x01021997, "9p"],
    [0x00c36400, "ceph"],
    [0x5346414f, "afs"],
    [0x6b414653, "kafs"],
    [0x73757245, "coda"],
    [0x7461636f, "ocfs2"]
  ] as const),
  ...([
    [0x0bd00bd0, "lustre"],
    [0x47504653, "gpfs"],
    [0x19830326, "beegfs"],
    [0xaad7aaea, "panfs"],
    [0x01161970, "gfs2"],
    [0x20030528, "orangefs"],
    [0x013111a8, "ibrix"],
    [0xbeefdead, "snfs"],
    [0x61636673, "acfs"],
    [0x564c, "ncp"],
    [0x786f4256, "vboxsf"],
    [0xbacbacbc, "vmhgfs"],
    [0x7c7c6673, "prl_fs"]
  ] as const)
])

const fuse = 0x65735546

/** Programs serve these, and most of them have a network behind them; those named here have a disk, or another folder. */
const localPrograms: ReadonlySet<string> = new Set(["fuseblk", "fuse.fuse-overlayfs"])

/** Lines of mountinfo: `36 35 98:0 /root /mount/point options - type source options`; see proc(5). */
const mounted = (table: string, device: number): string | undefined => {
  const major = (device >>> 8) & 0xfff
  const minor = (device & 0xff) | ((device >>> 12) & 0xfff00)
  const line = table.split("\n").find((each) => each.split(" ")[2] === `${major}:${minor}`)
  return line?.split(" - ")[1]?.split(" ")[0]
}

/** What the operating system says of the disk that a folder is on. */
export interface Look {
  /** Of statfs. */
  readonly type: number
  /** Of stat. */
  readonly device: number
  /** What is mounted; asked for where a program serves the disk. */
  readonly mounts: () => string
}

/** The kind of a disk that other hosts may write to, `nfs` say; undefined for one of this host, as far as that is known. */
export const kindOf = ({ type, device, mounts }: Look): string | undefined => {
  // Signed, where the C type is.
  const number = type >>> 0
  if (number !== fuse) return kinds.get(number)
  const name = mounted(mounts(), device) ?? "fuse"
  return localPrograms.has(name) ? undefined : name
}

/** The same of a folder. */
export const of = (directory: string): string | undefined => {
  if (process.platform !== "linux") return undefined
  try {
    return kindOf({
      type: statfsSync(directory).type,
      device: statSync(directory).dev,
      mounts: () => readFileSync("/proc/self/mountinfo", "utf8")
    })
  } catch {
    // What is not there, or may not be looked at, others will tell.
    return undefined
  }
}

/** What Linux calls the kind of any disk, `ext4` say; undefined where it does not say, and elsewhere. */
export const nameOf = (directory: string): string | undefined => {
  if (process.platform !== "linux") return undefined
  try {
    return of(directory) ?? mounted(readFileSync("/proc/self/mountinfo", "utf8"), statSync(directory).dev)
  } catch {
    return undefined
  }
}
