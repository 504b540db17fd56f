/** Where the API answers: empty on H5 (same origin), the whitelisted domain in WeChat. Set at build time. */
declare const API_ORIGIN: string
/** The county a fresh install starts in; the person can choose another. */
declare const HOME_COUNTY: string

declare module '*.css'
declare function requirePlugin(name: string): unknown
