// A picture as large as the screen, with its neighbours a key or a tap away.

import { fill, h, iconButton } from "./dom.js";
import { t } from "./language.js";

/** Opens picture `start` of `pictures` ([{address, words}]); focus goes back to `from` at the end. */
export function openLightbox(pictures, start, from) {
  let place = start;
  const stage = h("figure", { class: "lightbox-stage" });
  const box = h("dialog", { class: "lightbox", "aria-label": t("photo") });
  const show = () => {
    const { address, words } = pictures[place];
    fill(stage, h("img", { src: address, alt: words }), h("figcaption", {}, words));
    save.href = address;
  };
  const step = (by) => {
    place = (place + by + pictures.length) % pictures.length;
    show();
  };
  const save = h("a", { class: "lightbox-save", download: "" }, t("download"));
  const many = pictures.length > 1;
  box.append(
    stage,
    h("div", { class: "lightbox-bar" }, save, iconButton("close", t("close"), () => box.close())),
    ...(many
      ? [
          iconButton("back", t("previous"), () => step(-1), { class: "lightbox-previous" }),
          iconButton("back", t("next"), () => step(1), { class: "lightbox-next" }),
        ]
      : []),
  );
  box.addEventListener("keydown", (event) => {
    if (many && event.key === "ArrowRight") step(1);
    if (many && event.key === "ArrowLeft") step(-1);
  });
  box.addEventListener("click", (event) => {
    if (event.target === box || event.target === stage) box.close();
  });
  box.addEventListener("close", () => {
    box.remove();
    from?.focus();
  });
  document.body.append(box);
  show();
  box.showModal();
}
