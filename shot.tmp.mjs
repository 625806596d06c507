import {chromium} from "playwright-core"
const [,,url,out,scheme="light",w="1000",print]=process.argv
const b=await chromium.launch({executablePath:"/usr/bin/chromium",args:["--no-sandbox"]})
const p=await b.newPage({viewport:{width:+w,height:900},colorScheme:scheme})
const reqs=[];p.on("request",r=>reqs.push(r.url()));p.on("console",m=>console.log("console",m.text()));p.on("pageerror",m=>console.log("err",m))
await p.goto(url)
console.log(await p.evaluate(()=>[document.title,document.documentElement.scrollWidth,innerWidth,document.body.scrollHeight].join(" | ")),reqs.length)
await p.screenshot({path:out,fullPage:true,clip:process.env.CLIP?JSON.parse(process.env.CLIP):undefined})
if(print) await p.pdf({path:print,format:"A4"})
await b.close()
