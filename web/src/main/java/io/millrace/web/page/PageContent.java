package io.millrace.web.page;

/** What stands in the pages before their scripts fill them. */
final class PageContent {
  static final String SIGN_IN =
      """
      <form id="form"><label for="login">Login name</label>
      <input id="login" name="login" autocomplete="username" autocapitalize="none" required autofocus>
      <label for="password">Password</label>
      <input id="password" name="password" type="password" autocomplete="current-password" required>
      <div class="out"></div>
      <div class="acts"><button class="btn pri" type="submit">Sign in</button></div></form>
      <p class="muted small">Forgot the password? Somebody who manages users can make a link that
      sets a new one. On the server, <code>millrace reset-password</code> does the same.</p>
      """;

  static final String SETUP =
      """
      <p id="about" class="muted"></p>
      <form id="form"><div id="fields" hidden><div id="owner" hidden>
      <label for="login">Login name <span class="muted">such as your mail address</span></label>
      <input id="login" name="login" autocomplete="username" autocapitalize="none">
      <label for="displayName">Your name</label>
      <input id="displayName" name="displayName" autocomplete="name"></div>
      <label for="password">Password <span class="muted">12 characters or more; a few words do</span></label>
      <input id="password" name="password" type="password" minlength="12" autocomplete="new-password" required>
      <label for="again">The same again</label>
      <input id="again" name="again" type="password" autocomplete="new-password" required>
      <div class="acts"><button class="btn pri" type="submit">Set password</button></div></div>
      <div class="out"></div></form>
      """;

  static final String OVERVIEW =
      """
      <p id="simulated" hidden><span class="chip">Simulated</span>
      <span class="muted">Some of this data comes from a simulated plant.</span></p>
      <section class="card kpis" id="kpis" aria-label="Key figures"></section>
      <section class="card"><div class="hd"><h2>Sources</h2>
      <div class="r"><a class="btn q" href="/sources">Sources and tokens</a></div></div>
      <div id="no-sources" hidden></div><div class="scroll"><table id="sources-table">
      <thead><tr><th>Name</th><th>State</th><th>Last message</th><th class="r">Messages</th>
      <th class="hide-s">Protocol</th></tr></thead><tbody id="sources"></tbody></table></div></section>
      <section class="card"><div class="hd"><h2>Latest values</h2>
      <div class="r"><span id="more-values"></span><a class="btn q" href="/points">Find a point</a></div></div>
      <div id="no-values" hidden></div><div class="scroll"><table>
      <tbody id="values"></tbody></table></div></section>
      <section class="card" id="system"><div class="hd"><h2>Readers of the journal</h2></div>
      <div class="scroll"><table><thead><tr><th>Reader</th><th>State</th><th class="r">Read</th>
      <th class="r">To read</th><th class="r">Behind</th></tr></thead>
      <tbody id="readers"></tbody></table></div></section>
      """;

  static final String POINTS =
      """
      <div class="split"><section class="card" aria-label="Find a point"><div class="in">
      <label for="search" class="lab">Name, machine or tag</label>
      <input id="search" type="search" autocomplete="off" spellcheck="false" autofocus></div>
      <div class="list" id="hits"></div></section>
      <div><div id="none" class="empty"><strong>No point is open.</strong> Choose one from the list.</div>
      <div id="point" hidden><section class="card"><div class="hd"><div><h2 id="name"></h2>
      <span class="muted" id="about"></span></div><div class="r" id="ranges" role="group"
      aria-label="Time span"></div></div>
      <div class="kpi"><div class="v" id="now">—</div><div class="n" id="when"></div></div>
      <div class="in" id="chart"></div></section>
      <section class="card"><div class="hd"><h2>Last samples</h2></div><div class="scroll"><table>
      <thead><tr><th>Time</th><th class="r">Value</th><th></th></tr></thead>
      <tbody id="samples"></tbody></table></div><div class="in" id="why"></div></section></div></div></div>
      """;

  static final String SOURCES =
      """
      <form class="card in" id="create" hidden><h2>Connect something new</h2>
      <label for="name">What is it? <span class="muted">such as Press 1, Gateway hall 2</span></label>
      <input id="name" name="name" maxlength="100" required>
      <label for="unknownPoints">Values that nobody has described yet</label>
      <select id="unknownPoints" name="unknownPoints">
      <option value="UNMAPPED">become points that somebody can adopt</option>
      <option value="QUARANTINE">wait in quarantine</option></select>
      <label for="expectedPeriod">How often does it send? <span class="muted">such as 10s; empty if
      nobody knows. After three silent periods it counts as lost</span></label>
      <input id="expectedPeriod" name="expectedPeriod" maxlength="20">
      <div class="out"></div>
      <div class="acts"><button class="btn pri" type="submit">Create source</button></div></form>
      <div id="made" data-mqtt-port="{mqttPort}"></div>
      <div id="list"></div>
      <section class="card" id="programs" hidden><div class="hd"><h2>Tokens of programs</h2></div>
      <div class="scroll"><table><tbody id="program-rows"></tbody></table></div>
      <form class="in" id="program" hidden><label for="program-label">Which program?
      <span class="muted">such as Reports, Grafana</span></label>
      <input id="program-label" name="label" maxlength="100" required>
      <label for="program-scopes">What may it do?</label>
      <select id="program-scopes" name="scopes"><option value="READ">read data</option>
      <option value="READ,CONFIGURE">read data, set up machines and upload files</option></select>
      <div class="out"></div>
      <div class="acts"><button class="btn" type="submit">Create token</button></div></form></section>
      """;

  static final String IMPORT =
      """
      <form class="card in" id="form" hidden><label for="file">CSV file</label>
      <input id="file" name="file" type="file" accept=".csv,.txt,text/csv" required>
      <label for="source">Whose data is it?</label><select id="source" name="source"></select>
      <label for="zone">Time zone of times that name none</label>
      <input id="zone" name="zone" maxlength="60" required>
      <label for="channel">Kind of file <span class="muted">a short name, the same for files with the
      same columns</span></label>
      <input id="channel" name="channel" maxlength="200" placeholder="upload">
      <div class="out"></div>
      <div class="acts"><button class="btn pri" type="submit">Check the file</button></div></form>
      <div id="none"></div><div id="upload"></div>
      <section class="card" id="past" hidden><div class="hd"><h2>Since the server was started</h2></div>
      <div class="scroll"><table><thead><tr><th>Begun</th><th>Kind</th><th>State</th>
      <th class="r">Size</th></tr></thead><tbody id="uploads"></tbody></table></div></section>
      """;

  static final String QUARANTINE =
      """
      <div id="out"></div><section class="card" id="none" hidden></section>
      <div id="content" hidden><section class="card"><div class="hd"><h2>What is wrong</h2></div>
      <div class="scroll"><table><thead><tr><th>Source</th><th>Channel</th><th>Reason</th>
      <th class="r">Messages</th><th></th></tr></thead><tbody id="groups"></tbody></table></div></section>
      <section class="card"><div class="hd"><h2>Messages</h2><div class="r"><span id="chosen"></span>
      <button class="btn" id="retry" type="button" disabled>Retry</button>
      <button class="btn" id="discard" type="button" disabled>Discard</button></div></div>
      <div class="scroll"><table><thead><tr><th></th><th>From</th><th>Reason</th><th>Received</th>
      <th class="r">Content</th></tr></thead><tbody id="entries"></tbody></table></div>
      <div class="in"><button class="btn" id="more" type="button" hidden>Show more</button></div></section></div>
      """;

  static final String ACCOUNT =
      """
      <section class="card in"><h2>Password</h2><form id="password">
      <label for="oldPassword">Until now</label>
      <input id="oldPassword" name="oldPassword" type="password" autocomplete="current-password" required>
      <label for="newPassword">From now on <span class="muted">12 characters or more</span></label>
      <input id="newPassword" name="newPassword" type="password" minlength="12" autocomplete="new-password" required>
      <div class="out"></div>
      <div class="acts"><button class="btn pri" type="submit">Change password</button></div></form></section>
      <section class="card"><div class="hd"><h2>Where you are signed in</h2></div>
      <div class="scroll"><table><thead><tr><th>Address</th><th class="hide-s">Browser</th>
      <th>Last used</th><th></th></tr></thead><tbody id="sessions"></tbody></table></div></section>
      """;

  private PageContent() {}
}
