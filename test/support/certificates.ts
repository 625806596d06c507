/** Certificates for a test, made by openssl: an authority's, and what it signs, for any names and any time. */
import { spawnSync } from "node:child_process"
import { writeFileSync } from "node:fs"
import { join } from "node:path"
import { newFolder } from "./engine.ts"

export const skip = spawnSync("openssl", ["version"]).status !== 0 && "no openssl"

export interface Signed {
  readonly certificate: string
  readonly key: string
}

export interface Authority {
  readonly certificate: string
  /** @param times from and to, as openssl writes them: `20400101000000Z` */
  readonly sign: (name: string, alternative: string, times?: readonly [from: string, to: string]) => Signed
}

export const make = (): Authority => {
  const folder = newFolder()
  const at = (name: string): string => join(folder, name)
  const openssl = (...args: ReadonlyArray<string>): void => {
    const { status, stderr } = spawnSync("openssl", args, { encoding: "utf8", cwd: folder })
    if (status !== 0) throw new Error(stderr)
  }
  const pair = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes"]
  const certificate = at("authority.pem")
  const key = at("authority.key")
  openssl(
    "req",
    "-x509",
    ...pair,
    "-days",
    "3650",
    "-subj",
    "/CN=authority",
    "-keyout",
    key,
    "-out",
    certificate
  )
  writeFileSync(at("index"), "")
  writeFileSync(
    at("ca.conf"),
    `[ca]\ndefault_ca = own\n[own]\ndatabase = ${at("index")}\nnew_certs_dir = ${folder}\nrand_serial = yes\n` +
      "default_md = sha256\npolicy = any\ncopy_extensions = copy\nunique_subject = no\n[any]\ncommonName = supplied\n"
  )
  return {
    certificate,
    sign: (name, alternative, times = ["20200101000000Z", "20991231000000Z"]) => {
      const signed = { certificate: at(`${name}.pem`), key: at(`${name}.key`) }
      const request = at(`${name}.csr`)
      const more = ["-subj", `/CN=${name}`, "-addext", `subjectAltName=${alternative}`]
      openssl("req", ...pair, ...more, "-keyout", signed.key, "-out", request)
      const dates = ["-startdate", times[0], "-enddate", times[1]]
      const from = ["-config", at("ca.conf"), "-cert", certificate, "-keyfile", key, "-in", request]
      openssl("ca", "-batch", "-notext", ...from, ...dates, "-out", signed.certificate)
      return signed
    }
  }
}
