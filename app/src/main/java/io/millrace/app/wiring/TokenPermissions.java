package io.millrace.app.wiring;

import io.millrace.broker.access.TopicPermissions;
import io.millrace.security.authorisation.Action;
import io.millrace.security.authorisation.Authorizer;
import io.millrace.security.authorisation.Place;
import io.millrace.security.authorisation.Principal;
import io.millrace.security.authorisation.Resource;

/**
 * Where a token's holder may publish and subscribe, asked of the authorisation point.
 *
 * @param token who asks
 * @param sourcePlace where the token's source belongs
 */
record TokenPermissions(Principal.Token token, Place sourcePlace) implements TopicPermissions {
  @Override
  public boolean mayPublish(String topic) {
    return Authorizer.decide(
            token, Action.INGEST, new Resource.PublishChannel(sourcePlace, token.source(), topic))
        .allowed();
  }

  /**
   * What is distributed does not say at which site it arose, so a token that is limited to a site
   * receives nothing: it might be another site's.
   */
  @Override
  public boolean maySubscribe(String topicFilter) {
    return token.place().site() == null
        && Authorizer.decide(
                token, Action.SUBSCRIBE, new Resource.SubscribeChannels(token.place(), topicFilter))
            .allowed();
  }
}
