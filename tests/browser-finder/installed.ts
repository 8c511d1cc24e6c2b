// A Chrome, Chromium or Edge that the machine has: on the PATH, or where its installer usually puts it.
import { pathOn, type Machine } from './machine.ts'
import { browserAt, type Strategy } from './strategy.ts'

const LINUX_NAMES = [
  'google-chrome',
  'google-chrome-stable',
  'chromium',
  'chromium-browser',
  'microsoft-edge',
  'microsoft-edge-stable',
]
const LINUX_FILES = [
  ...LINUX_NAMES.map((name) => `/usr/bin/${name}`),
  '/opt/google/chrome/chrome',
  '/opt/microsoft/msedge/msedge',
  '/snap/bin/chromium',
]
const MAC_APPS = ['Google Chrome', 'Chromium', 'Microsoft Edge']
const WINDOWS_FILES = [
  ['Google', 'Chrome', 'Application', 'chrome.exe'],
  ['Chromium', 'Application', 'chrome.exe'],
  ['Microsoft', 'Edge', 'Application', 'msedge.exe'],
]
const WINDOWS_FOLDERS = ['ProgramFiles', 'ProgramFiles(x86)', 'LOCALAPPDATA']

function onPath(machine: Machine, names: readonly string[]): string[] {
  const separator = machine.platform === 'win32' ? ';' : ':'
  const folders = (machine.env['PATH'] ?? machine.env['Path'] ?? '').split(separator).filter(Boolean)
  return names.flatMap((name) => folders.map((folder) => pathOn(machine, folder, name)))
}

/** Every place worth a look on this kind of machine, best first. */
export function usualPlaces(machine: Machine): string[] {
  switch (machine.platform) {
    case 'linux':
      return [...onPath(machine, LINUX_NAMES), ...LINUX_FILES]
    case 'darwin':
      return MAC_APPS.flatMap((app) =>
        ['/Applications', pathOn(machine, machine.home, 'Applications')].map((folder) =>
          pathOn(machine, folder, `${app}.app`, 'Contents', 'MacOS', app),
        ),
      ).concat(onPath(machine, ['chromium', 'google-chrome']))
    case 'win32':
      return WINDOWS_FILES.flatMap((file) =>
        WINDOWS_FOLDERS.flatMap((name) => {
          const folder = machine.env[name]
          return folder ? [pathOn(machine, folder, ...file)] : []
        }),
      ).concat(onPath(machine, ['chrome.exe', 'msedge.exe']))
    default:
      return onPath(machine, LINUX_NAMES)
  }
}

export const installedBrowser: Strategy = async function* (machine) {
  // Names and folders that are links to one another lead to one browser, which is tried once.
  const found = new Map<string, string>()
  for (const place of usualPlaces(machine).filter((place) => machine.exists(place))) {
    const file = machine.realPath(place)
    if (!found.has(file)) found.set(file, place)
  }
  if (found.size === 0) {
    yield { from: 'this machine', refusal: 'no Chrome, Chromium or Edge in the usual places or on the PATH' }
  }
  for (const place of found.values()) yield { from: place, browser: browserAt(machine, place) }
}
