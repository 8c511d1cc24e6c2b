import type { IncomingMessage } from 'node:http'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { configurationInFile, configurationOfDemo } from '../../../demo/plugin/configuration'
import { cookiesOfSource, rootProxies, sourceProxies } from '../../../demo/plugin/proxies'

function fileWith(text: string): string {
  const directory = mkdtempSync(join(tmpdir(), 'watchdeck-'))
  onTestFinished(() => rmSync(directory, { recursive: true }))
  const file = join(directory, 'my.json')
  writeFileSync(file, text)
  return file
}

test("the demo's configuration reaches each of its sources through the proxy, signs in by itself", () => {
  const auth = { method: 'password', automatic: '/demo/sign-in?system=webmacs' }
  const source = { id: 'this-machine', system: 'webmacs', label: 'This machine', path: '', auth }
  const { text, sources } = configurationOfDemo({ port: 4000, sources: [source] })
  expect(JSON.parse(text)).toEqual({
    version: 1,
    demo: { faults: '/demo/faults' },
    sources: [
      {
        id: 'this-machine',
        system: 'webmacs',
        label: 'This machine',
        proxy: 'http://127.0.0.1:4000',
        auth,
      },
    ],
  })
  expect(sources).toMatchObject([{ id: 'this-machine', proxy: 'http://127.0.0.1:4000' }])
})

test('a file is passed on as it is; sources without a proxy get none', () => {
  const text =
    '{"version":1,"sources":[{"id":"a","proxy":"http://host:1/base"},{"id":"b","url":"http://other"}]}'
  const { text: served, sources } = configurationInFile(fileWith(text))
  expect(served).toBe(text)
  expect(sources).toEqual([{ id: 'a', proxy: 'http://host:1/base' }])
})

test.each([
  ['{', 'JSON'],
  ['[]', 'expected a JSON object with "sources"'],
  ['{"sources":{}}', '"sources" must be a list'],
  ['{"sources":[5]}', 'sources[0] must be an object'],
  ['{"sources":[{"id":"a/b","proxy":"http://host"}]}', 'sources[0].id must be'],
  ['{"sources":[{"id":"a","proxy":"ftp://host"}]}', 'sources[0].proxy must be'],
])('a file with %s is a problem that names the file and the place', (text, place) => {
  const file = fileWith(text)
  const { problem } = configurationInFile(file)
  expect(problem).toContain(file)
  expect(problem).toContain(place)
})

test('a missing file is a problem in plain words', () => {
  expect(configurationInFile('/nowhere/my.json').problem).toBe(
    'WATCHDECK_CONFIG: /nowhere/my.json does not exist.',
  )
})

test('a source answers below /sources/<id>/ only, and its backend sees its own paths', () => {
  const table = sourceProxies([{ id: 'my.machine', proxy: 'http://host:1/base/' }])
  const [[key, options]] = Object.entries(table) as [[string, (typeof table)[string]]]
  expect(new RegExp(key).test('/sources/my.machine/api')).toBe(true)
  expect(new RegExp(key).test('/sources/myXmachine/api')).toBe(false)
  expect(new RegExp(key).test('/else/sources/my.machine/api')).toBe(false)
  expect(options.rewrite?.('/sources/my.machine/api/v1?x=1')).toBe('/api/v1?x=1')
  expect(options).toMatchObject({ target: 'http://host:1/base', ws: true })
})

test.each([
  ['sessionid=a; HttpOnly; Path=/; SameSite=Lax', 'sessionid=a; HttpOnly; SameSite=Lax; Path=/sources/a/'],
  ['sessionid=a;path=/base;httponly', 'sessionid=a; httponly; Path=/sources/a/'],
  ['sessionid=a; HttpOnly', 'sessionid=a; HttpOnly; Path=/sources/a/'],
  ['csrftoken=b; Max-Age=5; Path=/', 'csrftoken=b; Max-Age=5; Path=/'],
  ['csrftoken=b; Path=/base/', 'csrftoken=b; Path=/'],
  ['note=HttpOnly', 'note=HttpOnly; Path=/'],
  ['sessionid=a; Domain=plant.example; HttpOnly', 'sessionid=a; HttpOnly; Path=/sources/a/'],
])(
  'a cookie that only its backend reads is kept to its source, one for scripts stands at the root: %s',
  (cookie, passedOn) => {
    expect(cookiesOfSource(cookie, '/sources/a/')).toEqual([passedOn])
  },
)

test('a cookie that is taken back goes at both places: who takes it back does not say HttpOnly again', () => {
  expect(cookiesOfSource('sessionid=""; Max-Age=0; Path=/', '/sources/a/')).toEqual([
    'sessionid=""; Max-Age=0; Path=/sources/a/',
    'sessionid=""; Max-Age=0; Path=/',
  ])
})

test.each([
  ['/api', true],
  ['/api/v1', true],
  ['/api?x', true],
  ['/apiary', false],
  ['/x/api', false],
])('at the root %s leads to the demo: %s', (path, leads) => {
  const [key = ''] = Object.keys(rootProxies(['/api'], 'http://127.0.0.1:1'))
  expect(new RegExp(key).test(path)).toBe(leads)
})

test('a path that a view of the page wants too is the view for who opens it, and the backend for who asks', () => {
  const [proxy] = Object.values(rootProxies(['/health'], 'http://127.0.0.1:1'))
  const answer = (url: string, accept: string) =>
    proxy!.bypass!({ url, headers: { accept } } as IncomingMessage, undefined, proxy!)
  expect(answer('/health?show=all', 'text/html,*/*')).toBe('/health?show=all')
  expect(answer('/health', '*/*')).toBeUndefined()
  expect(answer('/api/v1/events', 'text/html')).toBeUndefined()
})
