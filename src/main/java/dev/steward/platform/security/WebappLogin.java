package dev.steward.platform.security;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import java.util.Optional;
import org.camunda.bpm.engine.ProcessEngines;
import org.camunda.bpm.webapp.impl.security.auth.AuthenticationUtil;
import org.camunda.bpm.webapp.impl.security.auth.UserAuthentication;

/** The login of Tasklist, Cockpit and Admin, which lives in Camunda's session. */
public final class WebappLogin {

    private WebappLogin() {}

    /** Who is logged in to the web applications in this request's session, if anybody is. */
    public static Optional<UserAuthentication> of(HttpServletRequest request) {
        HttpSession session = request.getSession(false);
        if (session == null) {
            return Optional.empty();
        }
        var login = AuthenticationUtil.getAuthsFromSession(session)
                .getAuthenticationForProcessEngine(ProcessEngines.NAME_DEFAULT);
        return login instanceof UserAuthentication user ? Optional.of(user) : Optional.empty();
    }
}
