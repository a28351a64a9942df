// Texts of the four applications, before AngularJS starts (customScripts in scripts/config.js are awaited).
import { language } from './brand.js';
import { watch } from './session.js';

const base = document.querySelector('base');
const name = base.getAttribute('app-name');

// The few English labels that name the engine, or what is the engine's, instead of the product. Chinese has its own complete file (locales/zh.json).
const words = {
  PROCESS_START_OK: 'Sent.',
  AUTH_LOGOUT_THANKS: 'Thank you for using Steward today. Have a great {{dayContext}}!',
  PLGN_SKE_CAMUNDA_COCKPIT: 'Steward Cockpit',
  SETUP_SETUP: 'Steward Setup'
};

window.angular.module(`cam.${name}.custom`).decorator('localeLoader', [
  '$delegate',
  load => options =>
    // English is loaded too, for what is missing; its callback would make all dates English again
    load(options.key === language ? options : { ...options, callback: undefined })
      .then(labels => (options.key === 'en' ? { ...labels, ...words } : labels))
]);

watch(name);

// On a first visit titles and breadcrumbs ask for texts that have not arrived, and show keys like DASHBOARD_DASHBOARD.
// The applications look into this cache first.
try {
  const folder = `${base.getAttribute('app-root')}/app/${name}/locales/`;
  const key = `${folder}_locales_data_${language}_${window.bust}`;
  const cache = JSON.parse(localStorage.getItem('camunda-web') || '{}');
  if (!cache[key]) {
    const texts = await fetch(`${folder}${language}.json?bust=${window.bust}`);
    if (texts.ok) {
      cache[key] = JSON.stringify(await texts.json());
      localStorage.setItem('camunda-web', JSON.stringify(cache));
    }
  }
} catch (trouble) {
  console.warn(trouble); // only the first impression suffers
}
