import { describe, expect, test } from 'vitest'
import { RecordedSensor } from '../../../src/domain/recorded-sensor'
import { groupSensors, matchesSearch, sensorsOf } from '../../../src/views/wall'
import { described } from '../domain/recording'

const SOURCES = [
  { id: 'plant', label: 'Plant' },
  { id: 'mill', label: 'Mill' },
]

function sensor(source: string, id: string, group = ''): RecordedSensor {
  return new RecordedSensor(source, described(id, { group }), 10, { cadenceMs: 1_000, pollMs: 0 })
}

function arranged(...sensors: RecordedSensor[]) {
  return groupSensors(sensors, SOURCES).map(({ id, groups }) => [
    id,
    ...groups.map(({ name, sensors: own }) => `${name}: ${own.map((one) => one.sensor.id).join(' ')}`),
  ])
}

describe('the wall', () => {
  test('shows sources in the order of the configuration, groups and sensors in the backend’s', () => {
    expect(
      arranged(
        sensor('mill', 'z', 'B'),
        sensor('plant', 'c', 'Y'),
        sensor('mill', 'a', 'A'),
        sensor('mill', 'b', 'B'),
      ),
    ).toEqual([
      ['plant', 'Y: c'],
      ['mill', 'B: z b', 'A: a'],
    ])
  })

  test('V6: stands still when values change, and when sensors come at the end', () => {
    const all = [sensor('plant', 'a', 'X'), sensor('plant', 'b', 'Y'), sensor('plant', 'c', 'X')]
    const before = arranged(...all)
    all[1]!.take([1], [99], 'live', 1)
    expect(arranged(...all)).toEqual(before)
    expect(arranged(...all, sensor('plant', 'd', 'Y'))).toEqual([['plant', 'X: a c', 'Y: b d']])
  })

  test('leaves out sources without sensors, and sensors of sources that are not watched', () => {
    expect(arranged(sensor('ghost', 'a'))).toEqual([])
    expect(groupSensors([], SOURCES)).toEqual([])
  })

  test('V6: keeps the place of a source that is awaited, so that what is read sooner does not jump', () => {
    const awaited = groupSensors([sensor('mill', 'a', 'A')], SOURCES, new Set(['plant', 'mill']))
    expect(awaited.map(({ id, groups }) => [id, groups.length])).toEqual([
      ['plant', 0],
      ['mill', 1],
    ])
  })

  test('names its sensors as they stand, source by source and group by group', () => {
    const wall = groupSensors(
      [
        sensor('mill', 'd', 'B'),
        sensor('plant', 'a', 'X'),
        sensor('plant', 'b', 'Y'),
        sensor('plant', 'c', 'X'),
      ],
      SOURCES,
    )
    expect(sensorsOf(wall).map(({ sensor: { id } }) => id)).toEqual(['a', 'c', 'b', 'd'])
  })

  test('groups by names that are no names elsewhere', () => {
    expect(arranged(sensor('plant', 'a', '__proto__'), sensor('plant', 'b', 'constructor'))).toEqual([
      ['plant', '__proto__: a', 'constructor: b'],
    ])
  })
})

describe('the search', () => {
  const TEXTS = ['Température de l’eau', 'Motor 3', 'Größe']

  test.each([
    ['', true],
    ['   ', true],
    ['motor', true],
    ['MOTOR 3', true],
    ['3 motor', true],
    ['  motor   eau ', true],
    ['temperature', true],
    ['TEMPÉRATURE', true],
    ['grosse', false],
    ['große', true],
    ['motor 4', false],
    ['.*', false],
    ['(', false],
  ])('%j is found: %s', (search, isFound) => {
    expect(matchesSearch(search, TEXTS)).toBe(isFound)
  })

  test('accents are the same however they are written', () => {
    expect(matchesSearch('u\u0308ber', ['ÜBER'])).toBe(true)
    expect(matchesSearch('\u00fcber', ['U\u0308BER'])).toBe(true)
  })
})
