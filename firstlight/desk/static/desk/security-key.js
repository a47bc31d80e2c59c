// Asks the browser for a security key and sends what it answers with the form it stands in.
// Form: data-security-key="create" or "get", data-options (JSON); a hidden input named "answer".
const forms = document.querySelectorAll("form[data-security-key]");

function tell(form, words) {
  const place = form.querySelector("[data-security-key-said]");
  if (place) place.textContent = words;
}

async function ask(form) {
  const options = JSON.parse(form.dataset.options).publicKey;
  if (form.dataset.securityKey === "create") {
    const publicKey = PublicKeyCredential.parseCreationOptionsFromJSON(options);
    return navigator.credentials.create({ publicKey });
  }
  const publicKey = PublicKeyCredential.parseRequestOptionsFromJSON(options);
  return navigator.credentials.get({ publicKey });
}

for (const form of forms) {
  if (!window.PublicKeyCredential?.parseCreationOptionsFromJSON) {
    tell(form, "This browser cannot use a security key here. Use the app or a paper code.");
    continue;
  }
  form.addEventListener("submit", async (event) => {
    if (form.elements.answer.value) return;
    event.preventDefault();
    tell(form, "Touch your security key.");
    try {
      const made = await ask(form);
      form.elements.answer.value = JSON.stringify(made.toJSON());
      form.submit();
    } catch {
      tell(form, "No key answered. Try again, or use the app or a paper code.");
    }
  });
}

// A link to choose a password carries its secret after the #, where no server and no log sees it.
const link = document.querySelector("input[data-from-link]");
if (link && location.hash.length > 1 && !link.value) {
  link.value = location.hash.slice(1);
  history.replaceState(null, "", location.pathname);
}
