import t from "tap"
import * as Request from "../../../src/interface/dashboard/request.ts"

const own = new Set(["127.0.0.1", "machine"])
const read = (url: string, host: string | undefined = "localhost:4646", method = "GET") =>
  Request.read({ url, method, headers: host === undefined ? {} : { host } }, own)

t.test("addresses", async (t) => {
  t.same(read("/"), { _tag: "Index" })
  t.same(read("/?x=1"), { _tag: "Index" })
  t.same(read("/events"), { _tag: "IndexEvents" })
  t.same(read("/page.css"), { _tag: "Asset", name: "page.css" })
  t.same(read("/runs/a"), { _tag: "Run", name: "a" })
  t.same(read("/runs/a/events"), { _tag: "RunEvents", name: "a" })
  t.same(read("/runs/a/moments"), { _tag: "RunMoments", name: "a" })
  t.same(read("/runs/a/then?at=12.5"), { _tag: "RunThen", name: "a", at: 12.5 })
  t.same(read("/runs/%3Cb%3E%22'"), { _tag: "Run", name: "<b>\"'" })
})

t.test("what is decoded is decoded once, and stays a name", async (t) => {
  t.same(read("/runs/..%2f..%2fetc"), { _tag: "Run", name: "../../etc" }, "which no run has")
  t.same(read("/runs/%252e%252e"), { _tag: "Run", name: "%2e%2e" })
  t.same(read("/runs/a%00b"), { _tag: "Run", name: "a\u0000b" })
})

t.test("what is refused", async (t) => {
  for (const url of ["/runs", "/runs/", "/runs/a/b", "/runs/a/events/x", "/other/a", "/runs//a"])
    t.match(read(url), url === "/runs" ? { _tag: "Asset" } : { _tag: "Refused", status: 404 }, url)
  for (const url of ["/%", "/runs/%zz", "/runs/%c0%af", "*", "http://localhost/runs/a", "runs/a", ""])
    t.match(read(url), { _tag: "Refused", status: 400 }, url)
  for (const at of ["", "?at=", "?at=x", "?at=Infinity", "?at=NaN", "?at=1e308", "?at=-8.7e12"])
    t.match(read(`/runs/a/then${at}`), at === "?at=" ? {} : { _tag: "Refused", status: 400 }, at)
  for (const method of ["POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "get"])
    t.match(read("/", "localhost", method), { _tag: "Refused", status: 405 }, method)
})

t.test("names that a stranger's page could have are refused", async (t) => {
  for (const host of [
    "localhost",
    "LOCALHOST:1",
    "127.0.0.1:4646",
    "[::1]:4646",
    "[::1]",
    "192.168.1.7:80",
    "Machine"
  ])
    t.same(read("/", host), { _tag: "Index" }, host)
  for (const host of [
    "example.org",
    "localhost.example.org",
    "127.0.0.1.example.org:4646",
    "",
    "[::1",
    "a b",
    "[x]"
  ])
    t.match(read("/", host), { _tag: "Refused", status: 403 }, host)
  const from = (site: string, mode: string) => ({
    url: "/",
    method: "GET",
    headers: { host: "localhost", "sec-fetch-site": site, "sec-fetch-mode": mode }
  })
  t.match(Request.read(from("cross-site", "no-cors"), own), { _tag: "Refused", status: 403 })
  t.match(Request.read(from("cross-site", "navigate"), own), { _tag: "Index" }, "a link may lead here")
  t.match(Request.read(from("same-origin", "cors"), own), { _tag: "Index" })
  t.match(Request.read({ url: "/", method: "GET", headers: {} }, own), { _tag: "Refused", status: 403 })
})
