import { expect, test } from 'vitest'
import { recordsIn } from '../../../../demo/replay/csv'
import { readRecording } from '../../../../demo/replay/recording'

const fieldsIn = (text: string) => recordsIn(text).map(({ fields }) => fields)

test('fields in quotes hold commas, quotes and line breaks', () => {
  expect(fieldsIn('a,"b, c","say ""hi""","two\nlines"\n1,"",,4')).toEqual([
    ['a', 'b, c', 'say "hi"', 'two\nlines'],
    ['1', '', '', '4'],
  ])
})

test.each([
  ['\n', 'a,b\n1,2\n'],
  ['\r\n', 'a,b\r\n1,2\r\n'],
  ['\r', 'a,b\r1,2'],
  ['a byte order mark', '\ufeffa,b\n1,2'],
  ['blanks around', ' a , "b" \n1 ,2'],
])('records end with %j as well', (_what, text) => {
  expect(fieldsIn(text)).toEqual([
    ['a', 'b'],
    ['1', '2'],
  ])
})

test('each record knows its line, past empty lines and line breaks in quotes', () => {
  expect(recordsIn('a\r\n\r\n"b\r\nc",1\r\nd\n').map(({ line }) => line)).toEqual([1, 3, 5])
  expect(recordsIn('')).toEqual([])
})

test('a recording has its sensors with unit and range, and its rows in the order of time', () => {
  const { columns, rows, problems } = readRecording(
    'time,Pump [bar],"Flow, left [l/min]",Count\n' +
      '2025-01-15T08:00:01Z,4.5,,7\n2025-01-15T08:00:00Z,-1e1,3,\n2025-01-15T08:00:02Z,,,\n',
  )
  expect(columns).toEqual([
    { name: 'Pump', unit: 'bar', lowest: -10, highest: 4.5 },
    { name: 'Flow, left', unit: 'l/min', lowest: 3, highest: 3 },
    { name: 'Count', unit: '', lowest: 7, highest: 7 },
  ])
  expect(rows).toEqual([
    { time: Date.UTC(2025, 0, 15, 8), values: [-10, 3, null] },
    { time: Date.UTC(2025, 0, 15, 8, 0, 1), values: [4.5, null, 7] },
  ])
  expect(problems).toEqual([])
})

test.each([
  ['2025-01-15T08:00:00Z', Date.UTC(2025, 0, 15, 8)],
  ['2025-01-15T08:00:00+02:00', Date.UTC(2025, 0, 15, 6)],
  ['2025-01-15T08:00:00.25', Date.UTC(2025, 0, 15, 8, 0, 0, 250)],
  ['2025-01-15 08:00', Date.UTC(2025, 0, 15, 8)],
  ['1736928000', 1_736_928_000_000],
  ['1736928000123', 1_736_928_000_123],
  ['0.5', 500],
])('the time %s is understood, without a zone in UTC', (field, time) => {
  expect(readRecording(`time,a\n${field},1`).rows).toEqual([{ time, values: [1] }])
})

test('what cannot be read is told by its line and costs nothing else', () => {
  const { rows, problems } = readRecording(
    'time,a,b\n0,1,2\nsoon,1,2\n2,1\n3,NaN,4\n4,0x10,1e999\n\n5,1,2,3\n6,5,6',
  )
  expect(rows).toEqual([
    { time: 0, values: [1, 2] },
    { time: 3_000, values: [null, 4] },
    { time: 6_000, values: [5, 6] },
  ])
  expect(problems).toEqual([
    { line: 3, text: '"soon" is no time' },
    { line: 4, text: '3 fields expected, 2 found' },
    { line: 5, text: '"NaN" is no number (a)' },
    { line: 6, text: '"0x10" is no number (a)' },
    { line: 6, text: '"1e999" is no number (b)' },
    { line: 8, text: '3 fields expected, 4 found' },
  ])
})

test.each([
  ['', 'The first line must be "time,<sensor name> [unit],…", and is: nothing'],
  ['when,a\n1,2', 'The first line must be "time,<sensor name> [unit],…", and is: when,a'],
  ['time\n1', 'The first line must be "time,<sensor name> [unit],…", and is: time'],
  ['time,a,\n1,2,3', 'Column 3 of the first line has no name.'],
  ['time,a [V],a [A]\n1,2,3', 'Two columns are named "a".'],
  ['time,a\nsoon,2', 'There is no row with a time and a value.'],
])('%j cannot be replayed, and why is said', (text, message) => {
  expect(() => readRecording(text)).toThrow(new Error(message))
})
