import { expect, test } from 'vitest'
import { BlockDirectory } from '../../../../src/stores/archive/directory'

test('beyond a bound, the oldest blocks go first, whoever they belong to', () => {
  const directory = new BlockDirectory()
  directory.add(['a', 'p', 300], { samples: 10, last: 301, isProvisional: false })
  directory.add(['a', 'p', 0], { samples: 10, last: 1, isProvisional: false })
  directory.add(['b', 'q', 100], { samples: 10, last: 101, isProvisional: false })
  expect(directory.byteLength).toBe(30 * 17)
  expect(directory.beyond(30 * 17)).toEqual([])
  expect(directory.beyond(30 * 17 - 1)).toEqual([['a', 'p', 0]])
  expect(directory.beyond(10 * 17)).toEqual([
    ['a', 'p', 0],
    ['b', 'q', 100],
  ])
})

test('a sensor without blocks is none that is kept', () => {
  const directory = new BlockDirectory()
  directory.add(['a', 'p', 0], { samples: 1, last: 0, isProvisional: false })
  directory.remove(['a', 'p', 0])
  expect(directory.sensors).toBe(0)
  expect(directory.of('a', 'p').size).toBe(0)
})
