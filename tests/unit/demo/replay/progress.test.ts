import { expect, test } from 'vitest'
import { durationText, ProgressLine } from '../../../../demo/replay/progress'

function lineTo(isTTY: boolean) {
  const written: string[] = []
  return { written, line: new ProgressLine({ isTTY, write: (text) => written.push(text) }) }
}

test('in a terminal one line is written over', () => {
  const { written, line } = lineTo(true)
  line.show({ rows: 5, ofRows: 200, leftMs: 125_000 })
  line.show({ rows: 5, ofRows: 200, leftMs: 124_999 })
  line.show({ rows: 200, ofRows: 200, leftMs: 0 })
  line.end()
  expect(written).toEqual([
    '\r\u001b[K  2 %   5 of 200 rows   2 min 5 s left',
    '\r\u001b[K100 %   200 of 200 rows   0 s left',
    '\n',
  ])
})

test('elsewhere there is a line for each tenth', () => {
  const { written, line } = lineTo(false)
  for (let rows = 0; rows <= 1_000; rows++) line.show({ rows, ofRows: 1_000, leftMs: 1_000 - rows })
  line.end()
  expect(written).toHaveLength(11)
  expect(written.at(-1)).toBe('100 %   1000 of 1000 rows   0 s left\n')
})

test.each([
  [0, '0 s'],
  [41_001, '42 s'],
  [185_000, '3 min 5 s'],
  [7_800_000, '2 h 10 min'],
])('%i ms are said as %s', (milliseconds, text) => {
  expect(durationText(milliseconds)).toBe(text)
})
