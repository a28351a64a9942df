// The product's name in the language of the browser; imported by scripts/config.js of the four applications.
const [primary] = (navigator.languages?.[0] ?? navigator.language ?? 'en').toLowerCase().split('-');

/** `zh` or `en`: what the applications choose too, by the primary subtag of the browser's first language. */
export const language = primary === 'zh' ? 'zh' : 'en';

// The shipped pages say lang="en" whatever they show: browsers choose the wrong Han glyphs and screen readers the wrong voice.
document.documentElement.lang = language === 'zh' ? 'zh-CN' : 'en';

/** The header's name of one application. */
export const app = (en, zh) => ({
  name: language === 'zh' ? zh : en,
  vendor: language === 'zh' ? '管家' : 'Steward'
});
