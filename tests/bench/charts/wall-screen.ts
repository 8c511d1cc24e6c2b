// A screen on which 96 charts of a wall are seen at once: 8 across, 12 down.
export const WALL_CHART = { width: 300, height: 120 }
export const WALL_SCREEN = { width: 2_416, height: 1_456, density: 1 }
