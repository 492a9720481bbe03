// Sets the colour scheme before the first paint, so that a dark room is not lit up. It is a file of its own because the
// content security policy runs no script that is written into the page. Browsers keep it for a year: a change gets a new
// number in its name.
(() => {
  let chosen = 'auto';
  try {
    chosen = localStorage.getItem('mantine-color-scheme-value') || 'auto';
  } catch {
    // Storage is switched off: the device decides.
  }
  const dark = chosen === 'dark' || (chosen !== 'light' && matchMedia('(prefers-color-scheme: dark)').matches);
  document.documentElement.setAttribute('data-mantine-color-scheme', dark ? 'dark' : 'light');
})();
