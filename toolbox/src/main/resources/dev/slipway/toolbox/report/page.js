'use strict';
(() => {
  const tree = document.getElementById('tree');
  const filter = document.getElementById('filter');
  const count = document.getElementById('count');
  const resources = [...tree.querySelectorAll('li.resource')];
  const branches = [...tree.querySelectorAll('details')];

  // A resource is also found by the names of the components that it is in.
  const path = item => {
    const words = [item.textContent];
    for (let up = item.parentElement.closest('details'); up; up = up.parentElement.closest('details')) {
      words.push(up.firstElementChild.textContent);
    }
    return words.join(' ').toLowerCase().replace(/\s+/g, ' ');
  };
  const found = new Map(resources.map(item => [item, path(item)]));
  const all = count.textContent;
  const total = parseInt(all, 10);

  // A resource with parts of its own is a branch, and counts too.
  const heads = new Map(branches
    .filter(branch => branch.querySelector(':scope > summary > .summary'))
    .map(branch => [branch, path(branch.firstElementChild)]));

  const show = () => {
    const words = filter.value.toLowerCase().split(/\s+/).filter(Boolean);
    const matches = text => words.every(word => text.includes(word));
    let shown = 0;
    for (const [item, text] of found) {
      item.hidden = !matches(text);
      shown += item.hidden ? 0 : 1;
    }
    // The inner ones first, so that an outer one sees which of its parts are left.
    for (const branch of [...branches].reverse()) {
      const itself = heads.has(branch) && matches(heads.get(branch));
      const left = branch.querySelector('li.resource:not([hidden])');
      branch.parentElement.hidden = !itself && !left;
      branch.open = words.length > 0 ? Boolean(left) : branch.dataset.top !== undefined;
      shown += itself ? 1 : 0;
    }
    count.textContent = words.length > 0 ? `${shown} of ${total} resources` : all;
    document.getElementById('nothing').hidden = shown > 0;
  };

  for (const branch of tree.querySelectorAll(':scope > ul > li > details')) {
    branch.dataset.top = '';
    branch.open = true;
  }
  filter.addEventListener('input', show);
  filter.form.addEventListener('submit', event => event.preventDefault());
  const setAll = open => () => branches.forEach(branch => { branch.open = open || branch.dataset.top !== undefined; });
  document.getElementById('open').addEventListener('click', setAll(true));
  document.getElementById('close').addEventListener('click', setAll(false));

  // On paper nothing can be opened.
  let closed = [];
  addEventListener('beforeprint', () => {
    closed = [...document.querySelectorAll('details:not([open])')];
    closed.forEach(details => { details.open = true; });
  });
  addEventListener('afterprint', () => closed.forEach(details => { details.open = false; }));

  // The browser may have kept a text from before.
  show();
  document.documentElement.classList.add('ready');
})();
