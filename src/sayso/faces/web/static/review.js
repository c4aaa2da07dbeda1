// The value of a field as it stands is put where it can be changed, as soon as the field is chosen.
export function fieldsOfClaim(form) {
  const { field, value } = form.elements;
  const stands = (name) => document.querySelector(`[data-field="${CSS.escape(name)}"]`)?.textContent ?? "";
  let given = "";

  function fill() {
    if (value.value !== given) return; // what somebody has typed stays
    given = stands(field.value);
    value.value = given;
  }

  field.addEventListener("change", fill);
  fill();
}
