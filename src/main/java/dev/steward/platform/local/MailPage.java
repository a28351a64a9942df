package dev.steward.platform.local;

import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import org.springframework.context.annotation.Profile;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;

/** The letters in the browser, newest first; {@link LocalSecurity} lets in whoever sits at this machine. */
@Controller
@Profile("local")
@RequestMapping("/mail")
class MailPage {

    private static final int SHOWN = 200;

    /** A letter's HTML is somebody else's: it may look as it likes and do nothing. */
    private static final String POWERLESS =
            "sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'";

    private final LocalMail mail;

    MailPage(LocalMail mail) {
        this.mail = mail;
    }

    @GetMapping
    String list(@RequestParam(name = "q", defaultValue = "") String words, Model model) {
        List<Letter> found =
                mail.letters().stream().filter(letter -> letter.contains(words)).collect(Collectors.toList());
        Collections.reverse(found);
        model.addAttribute("letters", found.stream().limit(SHOWN).toList());
        model.addAttribute("total", found.size());
        model.addAttribute("words", words);
        return "local/letters";
    }

    @GetMapping("/{id}")
    String letter(@PathVariable("id") String id, Model model) {
        model.addAttribute("letter", find(id));
        return "local/letter";
    }

    @GetMapping("/{id}/html")
    ResponseEntity<byte[]> html(@PathVariable("id") String id) {
        String html = find(id).html();
        if (html == null) {
            throw new ResponseStatusException(HttpStatus.NOT_FOUND);
        }
        return ResponseEntity.ok()
                .header("Content-Security-Policy", POWERLESS)
                .contentType(new MediaType(MediaType.TEXT_HTML, StandardCharsets.UTF_8))
                .body(html.getBytes(StandardCharsets.UTF_8));
    }

    @GetMapping("/{id}/source")
    ResponseEntity<byte[]> source(@PathVariable("id") String id) {
        return ResponseEntity.ok()
                .contentType(new MediaType(MediaType.TEXT_PLAIN, StandardCharsets.UTF_8))
                .body(find(id).source().getBytes(StandardCharsets.ISO_8859_1));
    }

    private Letter find(String id) {
        return mail.find(id).orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    }
}
