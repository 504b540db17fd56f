// The WeChat build: app.json and page files agree, the main package is small, only interfaces we mean to use, each permission declared.
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'

const MAIN_PACKAGE = 1.5 * 1024 * 1024
const root = new URL('../dist/weapp', import.meta.url).pathname
const source = new URL('../src', import.meta.url).pathname
const PERMITTED = new Set([
  'canIUse', 'chooseMedia', 'clearStorageSync', 'createInnerAudioContext', 'env', 'getCurrentPages', 'getFileSystemManager', 'getNetworkType', 'getStorageSync', 'login',
  'makePhoneCall', 'navigateBack', 'navigateTo', 'onNeedPrivacyAuthorization', 'onNetworkStatusChange', 'openPrivacyContract', 'pageScrollTo', 'reLaunch', 'redirectTo', 'removeStorageSync',
  'request', 'requestSubscribeMessage', 'setClipboardData', 'setNavigationBarTitle', 'setStorageSync',
])
// What touches the person or the phone must be in the privacy statement of docs/miniprogram.md.
const PRIVATE = { chooseMedia: '相册', getPhoneNumber: '手机号', 'record': '麦克风' }

const problems = []
function* walk(folder) {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name)
    if (entry.isDirectory()) yield* walk(path)
    else yield path
  }
}
const size = (folder) => [...walk(folder)].reduce((total, path) => total + statSync(path).size, 0)

const app = JSON.parse(readFileSync(join(root, 'app.json'), 'utf8'))
const packages = app.subPackages ?? app.subpackages ?? []
const pages = [...app.pages, ...packages.flatMap((one) => one.pages.map((page) => `${one.root}/${page}`))]
for (const page of pages) {
  for (const kind of ['js', 'json', 'wxml']) if (!existsSync(join(root, `${page}.${kind}`))) problems.push(`${page}.${kind} is missing`)
}
for (const path of walk(root)) {
  const page = path.slice(root.length + 1).replace(/\.wxml$/, '')
  if (path.endsWith('index.wxml') && !pages.includes(page)) problems.push(`${page} is no page of app.json`)
}
const main = size(root) - packages.reduce((total, one) => total + size(join(root, one.root)), 0)
if (main > MAIN_PACKAGE) problems.push(`main package ${main} bytes, more than ${MAIN_PACKAGE}`)
if (app.__usePrivacyCheck__ !== true) problems.push('app.json lacks __usePrivacyCheck__')

const used = new Set()
for (const path of walk(source)) {
  if (!/\.tsx?$/.test(path) || path.includes('.h5.')) continue
  for (const [, name] of readFileSync(path, 'utf8').matchAll(/\b(?:Taro|wx)\.([a-z]\w*)/g)) used.add(name)
}
for (const name of used) if (!PERMITTED.has(name)) problems.push(`Taro.${name} is not on the list of permitted interfaces`)
const guide = readFileSync(new URL('../../docs/miniprogram.md', import.meta.url), 'utf8')
for (const [name, words] of Object.entries(PRIVATE)) if (!guide.includes(words)) problems.push(`docs/miniprogram.md: the privacy statement does not name ${words} (${name})`)

if (problems.length) {
  console.error(problems.join('\n'))
  process.exit(1)
}
console.log(`weapp: ${pages.length} pages, main package ${(main / 1024).toFixed(0)} KiB, ${used.size} interfaces`)
