// What the page does beyond its links and forms: each part is a module that finds its element or does nothing.
