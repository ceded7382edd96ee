import georgianUrl from '@fontsource-variable/noto-sans-georgian/files/noto-sans-georgian-georgian-wght-normal.woff2?url'
import latinUrl from '@fontsource-variable/noto-sans/files/noto-sans-latin-wght-normal.woff2?url'

/** The name that every label of ours is set in. */
export const FONT = 'Simbiozi Sans'

const absolute = (url: string): string => new URL(url, location.href).href

/** Without glyph servers the map draws its labels from these files; other letters fall to the reader's own fonts. */
export const fontFaces = () => ({
  [FONT]: [
    { url: absolute(georgianUrl), 'unicode-range': ['U+10A0-10FF', 'U+1C90-1CBF', 'U+2D00-2D2F'] },
    { url: absolute(latinUrl), 'unicode-range': ['U+0000-00FF', 'U+2000-206F'] },
  ],
})
