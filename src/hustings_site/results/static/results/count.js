// Looks every two seconds how far a count has come, and goes on when it has ended. Without it, "Look again" does the same.

const STATUS = "#count-status";
const PAUSE = 2000;

async function look() {
  const response = await fetch(location.href, { headers: { Accept: "text/html" } });
  if (response.redirected) {
    location.assign(response.url);
    return;
  }
  const page = new DOMParser().parseFromString(await response.text(), "text/html");
  const status = page.querySelector(STATUS);
  if (!status) {
    location.reload();
    return;
  }
  document.querySelector(STATUS).textContent = status.textContent;
  setTimeout(look, PAUSE);
}

setTimeout(look, PAUSE);
