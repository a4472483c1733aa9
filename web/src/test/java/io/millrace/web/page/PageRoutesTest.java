package io.millrace.web.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.web.testing.OpenedWeb;
import io.millrace.web.testing.WebResponse;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** The pages as they come from the server. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PageRoutesTest {
  private static final Pattern REFERENCE = Pattern.compile("(?:href|src)=\"(/[^\"#]*)");
  private static final Pattern IMPORT = Pattern.compile("from \"\\./([a-z-]+\\.js)\"");

  private OpenedWeb web;

  @BeforeAll
  void open() {
    web = new OpenedWeb();
  }

  @AfterAll
  void close() {
    web.close();
  }

  private List<String> pages() {
    return web.web.routes().stream()
        .filter(route -> route.operationId().endsWith("Page"))
        .map(route -> route.path())
        .toList();
  }

  @Test
  void whoever_is_not_signed_in_is_sent_to_the_sign_in_page() {
    for (String page : pages()) {
      WebResponse answer = web.stranger().get(page);
      if (page.equals("/sign-in") || page.equals("/setup")) {
        assertThat(answer.status()).isEqualTo(200);
      } else {
        assertThat(answer.status()).as(page).isEqualTo(303);
        assertThat(answer.header("Location")).startsWith("/sign-in?next=%2F");
      }
    }
  }

  @Test
  void every_link_and_file_of_every_page_is_there_and_none_is_from_elsewhere() {
    for (String page : pages()) {
      String html = web.owner().get(page).text();
      assertThat(html).doesNotContain("http://", "https://").contains("<html lang=\"en\">");
      Matcher references = REFERENCE.matcher(html);
      while (references.find()) {
        WebResponse file = web.owner().get(references.group(1));
        assertThat(file.status()).as(page + " -> " + references.group(1)).isEqualTo(200);
        Matcher imports = IMPORT.matcher(file.text());
        while (references.group(1).endsWith(".js") && imports.find()) {
          assertThat(web.stranger().get("/ui/" + imports.group(1)).status()).isEqualTo(200);
        }
      }
    }
  }

  @Test
  void pages_hold_no_script_or_style_of_their_own() {
    for (String page : pages()) {
      String html = web.owner().get(page).text();
      assertThat(html).doesNotContain("<style", " style=", " onclick=", "javascript:");
      assertThat(html).doesNotContainPattern("<script(?![^>]* src=)");
    }
  }

  @Test
  void a_browser_that_has_the_newest_file_gets_no_content() {
    WebResponse file = web.stranger().get("/ui/style.css");
    WebResponse again =
        web.stranger().with("If-None-Match", file.header("ETag")).get("/ui/style.css");
    assertThat(again.status()).isEqualTo(304);
    assertThat(again.body()).isEmpty();
    assertThat(web.stranger().get("/ui/nothing.js").status()).isEqualTo(404);
  }
}
