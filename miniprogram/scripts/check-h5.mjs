// The H5 build: what the home page loads first, gzipped, stays under 300 KB.
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'

const MOST = 300 * 1024
const root = new URL('../dist/h5', import.meta.url).pathname
const page = readFileSync(join(root, 'index.html'), 'utf8')
const first = [...page.matchAll(/(?:src|href)="\/m\/([^"]+\.(?:js|css))"/g)].map((found) => found[1])
const chunks = readdirSync(join(root, 'js')).filter((name) => name.endsWith('.js')).map((name) => `js/${name}`)
const home = chunks.filter((name) => !first.includes(name) && readFileSync(join(root, name), 'utf8').includes('遇到难处，别一个人扛'))
const loaded = [...first, ...home]
const total = loaded.reduce((sum, name) => sum + gzipSync(readFileSync(join(root, name))).length, gzipSync(page).length)
if (total > MOST) {
  console.error(`h5: the home page loads ${total} bytes gzipped, more than ${MOST}: ${loaded.join(', ')}`)
  process.exit(1)
}
console.log(`h5: the home page loads ${(total / 1024).toFixed(0)} KiB gzipped in ${loaded.length} files`)
