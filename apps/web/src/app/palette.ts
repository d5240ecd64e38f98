/** Ten shades, from lightest to darkest. */
type Shades = readonly [string, string, string, string, string, string, string, string, string, string];

/**
 * The colors of every page, under Mantine's names. All have the same lightness steps (OKLCH), so the same contrast rules
 * (WCAG 2.2, 4.5:1) apply to each: shades 6 and up can have white text on them, and shades 4 and below are legible as text on
 * the dark background. theme.test.ts checks this.
 */
export const PALETTE = {
  indigo: [
    '#f5f7fe',
    '#e8edff',
    '#d3ddfe',
    '#b5c4ff',
    '#91a6fe',
    '#687dfe',
    '#4953e8',
    '#3d46ca',
    '#333baa',
    '#283085',
  ],
  blue: ['#f2f8ff', '#e2f0fe', '#c7e1fe', '#9cccfe', '#64b2ff', '#048ff4', '#006ebe', '#015ea4', '#024f8a', '#003e70'],
  cyan: ['#f1f9fb', '#dff2f7', '#bde6f1', '#8bd5e7', '#44bed8', '#079db6', '#08798d', '#076779', '#055766', '#044551'],
  teal: ['#f2f9f8', '#dff3ee', '#bde9df', '#8cd9c9', '#44c4af', '#01a38f', '#087d6e', '#016c5e', '#015a4f', '#01483e'],
  green: ['#f3f9f4', '#e2f3e6', '#c5e9ce', '#9bd8ac', '#66c485', '#14a75b', '#028143', '#016f39', '#005d2f', '#014a24'],
  lime: ['#f5f9f2', '#e8f2e0', '#d2e6c0', '#b3d493', '#90bd5c', '#699f08', '#507b04', '#436900', '#385800', '#2b4600'],
  yellow: [
    '#faf7f0',
    '#f5eddc',
    '#eedcb7',
    '#e2c384',
    '#d1a53f',
    '#b08505',
    '#886602',
    '#755703',
    '#624800',
    '#4f3900',
  ],
  orange: [
    '#fef6f1',
    '#fde9df',
    '#fdd4be',
    '#f9b690',
    '#f09159',
    '#d96604',
    '#a94e03',
    '#914203',
    '#7b3700',
    '#632b00',
  ],
  red: ['#fef5f4', '#fee8e6', '#ffd1cd', '#feb0aa', '#fe827c', '#e94f50', '#c90e27', '#ae051f', '#93061a', '#730f17'],
  pink: ['#fef4f8', '#ffe6ee', '#ffcfdf', '#feabc9', '#f680af', '#e04e90', '#bf1270', '#a60960', '#8c0950', '#6e0f3f'],
  grape: ['#fbf5fc', '#f7e8f9', '#f1d2f6', '#e6b2ee', '#d68ce2', '#bd60cc', '#9d35ae', '#882b96', '#72247e', '#5a1f63'],
  violet: [
    '#f8f6fe',
    '#f0eaff',
    '#e3d7ff',
    '#d0b9ff',
    '#ba95fe',
    '#9e6bed',
    '#8041d1',
    '#6e36b5',
    '#5c2d99',
    '#482677',
  ],
  gray: ['#f9fafc', '#f3f4f7', '#e7e8ed', '#d7d9df', '#c1c4cb', '#9b9ea7', '#676c77', '#515560', '#343841', '#181a21'],
  dark: ['#dcdee3', '#bbbec4', '#a1a4ac', '#8e929b', '#41454f', '#333640', '#242730', '#191c23', '#101319', '#080a0f'],
} as const satisfies Record<string, Shades>;
